#pragma GCC optimize("Ofast")
