// The function of bcryptprimitives.dll that Rust's standard library calls, built
// on Wine's own generator (RtlGenRandom in advapi32).
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length) {
    return SystemFunction036(buffer, (ULONG)length);
}
