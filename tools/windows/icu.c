/* For tests under wine only, never shipped: icuuc.dll, which wine 8 lacks and Windows 10 has. Qt
 * must find its functions to start at all; no converter is ever opened by the program, so opening
 * one is refused and the others have nothing to do. */
#include <stddef.h>

#define SHOWN __declspec(dllexport)
#define FILE_ACCESS_ERROR 4

SHOWN void *ucnv_open(const char *name, int *error)
{
    (void)name;
    if (error)
        *error = FILE_ACCESS_ERROR;
    return NULL;
}

SHOWN const char *ucnv_getName(void *converter, int *error)
{
    (void)converter, (void)error;
    return "";
}

SHOWN signed char ucnv_getMaxCharSize(void *converter)
{
    (void)converter;
    return 1;
}

#define NOTHING(name) SHOWN void name(void) {}
#define ZERO(name) SHOWN size_t name(void) { return 0; }

NOTHING(ucnv_close)
NOTHING(ucnv_reset)
NOTHING(ucnv_getToUCallBack)
NOTHING(ucnv_getFromUCallBack)
NOTHING(ucnv_setToUCallBack)
NOTHING(ucnv_setFromUCallBack)
NOTHING(ucnv_cbToUWriteUChars)
NOTHING(ucnv_cbFromUWriteUChars)
NOTHING(ucnv_toUnicode)
NOTHING(ucnv_fromUnicode)
NOTHING(UCNV_FROM_U_CALLBACK_SUBSTITUTE)
NOTHING(UCNV_TO_U_CALLBACK_SUBSTITUTE)
ZERO(ucnv_toUCountPending)
ZERO(ucnv_fromUCountPending)
ZERO(ucnv_countAvailable)
ZERO(ucnv_getStandardName)
ZERO(ucnv_getAvailableName)
