/* Functions that only have the names of the C library's. */
#pragma once
namespace acme {
double round(double x);
unsigned long strlen(const char *text);
struct Meter { static double floor(double x); };
}
