// What Rust's standard library calls of bcryptprimitives.dll, made of the
// generator that Wine has (advapi32's RtlGenRandom).
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length) {
    return SystemFunction036(buffer, (ULONG)length);
}
