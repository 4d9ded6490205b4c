#pragma once
#include <iconv.h>
#include <libxml/xmlversion.h>

// libxml2's headers would bring ICU's along, whose types differ from those of the ICU inside Foundation: a Swift file
// that sees both does not compile. Only the tail of a structure that we never touch depends on them.
#undef LIBXML_ICU_ENABLED

#include <libxml/HTMLparser.h>
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

/// Tells the parser that its input is UTF-8 already, so that it neither guesses nor converts.
static inline void stance_html_declare_utf8(htmlParserCtxtPtr context) {
  context->charset = XML_CHAR_ENCODING_UTF8;
  if (context->encoding == NULL) context->encoding = xmlStrdup(BAD_CAST "UTF-8");
}

/// Empties the parser's own stack of open elements, so that it never closes or implies any.
///
/// The names on it belong to the context's dictionary.
static inline void stance_html_empty_stack(htmlParserCtxtPtr context) {
  context->nameNr = 0;
  context->name = NULL;
}

/// Whether a name comes from the text: one that the parser itself implies is a constant of its own.
static inline int stance_html_owns(htmlParserCtxtPtr context, const xmlChar *name) {
  return xmlDictOwns(context->dict, name);
}

static inline const void *stance_find_byte(const void *bytes, int byte, size_t count) {
  return memchr(bytes, byte, count);
}

static inline size_t stance_iconv_failed(size_t result) { return result == (size_t)-1; }
