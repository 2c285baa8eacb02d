/* The interpreter that is built for is an older one: of its headers only this file is
   used, the answers of its configuration. Debian builds with probes for dtrace, whose
   header is made by the build. */
#include_next <pyconfig.h>
#undef WITH_DTRACE
