#pragma once
#include <iconv.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <string.h>

// Swift sees neither variadic C functions nor mutable C globals: these say the same in plain functions.

static inline void stance_xml_silence(void *context, const char *message, ...) {
  (void)context;
  (void)message;
}

static inline void stance_xml_silence_structured(void *context, xmlErrorPtr error) {
  (void)context;
  (void)error;
}

/// Makes this thread's parser errors go nowhere; libxml2 prints some of them in spite of its NOERROR option.
static inline void stance_xml_silence_thread(void) {
  xmlSetGenericErrorFunc(NULL, stance_xml_silence);
  xmlSetStructuredErrorFunc(NULL, stance_xml_silence_structured);
}

static inline const void *stance_find_byte(const void *bytes, int byte, size_t count) {
  return memchr(bytes, byte, count);
}

static inline size_t stance_iconv_failed(size_t result) { return result == (size_t)-1; }
