/* A file without method tables. */
#include <stdio.h>

int main(void) { return puts("plain") < 0; }
