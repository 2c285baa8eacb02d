int sum_of(int x, int y) { return x + y; }

long length_of(const char *text) {
  long length = 0;
  while (text[length])
    ++length;
  return length;
}

static long sum;
long add_to_total(long x) { return sum += x; }

long maybe(long x) { return x + 2; }
