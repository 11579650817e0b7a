// How the library declares its functions.
#pragma once

// Off, as Metal's is unless a program is compiled for debugging: the condition is not computed.
#define assert(condition) ((void)0)

#define METAL_FUNC inline __attribute__((__always_inline__))

// User text may turn Apple's internals on and off; the pragma is Apple's own.
#pragma clang diagnostic ignored "-Wunknown-pragmas"
// The suffix of a half literal has no underscore.
#pragma clang diagnostic ignored "-Wuser-defined-literals"
// A vector in braces takes wider scalars, as a vector in parentheses does.
#pragma clang diagnostic ignored "-Wc++11-narrowing"
