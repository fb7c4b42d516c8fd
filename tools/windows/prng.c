/* For tests under wine only, never shipped: bcryptprimitives.dll, which wine 8 lacks and Windows
 * has. nlpo3 takes the seeds of its hash tables from it. */
#include <windows.h>
#include <ntsecapi.h>

#define MOST_AT_ONCE 0x10000000u

__declspec(dllexport) BOOL WINAPI ProcessPrng(unsigned char *target, SIZE_T size)
{
    while (size > 0) {
        ULONG part = size > MOST_AT_ONCE ? MOST_AT_ONCE : (ULONG)size;
        if (!RtlGenRandom(target, part))
            return FALSE;
        target += part;
        size -= part;
    }
    return TRUE;
}
