#include "memory.h"

long pong(const char *text, long size) {
  return size > 1 ? ping(text + 1, size - 1) : sum(text, size);
}

long passes_to_keeper(const char *text, long size) { return keeps(text, size); }

// What comes back from another file may point into the text, or not.
long gets_it_back(const char *text, long size) {
  return first(text) == text ? size : 0;
}
