/* Debian builds its Python with probes for dtrace, whose header is made by the
   build; core files that include it are analysed without the probes. */
#include_next <pyconfig.h>
#undef WITH_DTRACE
