static const char *header_file(void) { return __FILE__; }
static int header_line(void) { return __LINE__; }
