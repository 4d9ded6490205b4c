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
#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

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

/// The offset of the first such quotation mark, ampersand, carriage return or NUL; `count` where there is none.
static inline size_t stance_find_value_end(const uint8_t *bytes, size_t count, uint8_t quote) {
  size_t index = 0;
#ifdef __SSE2__
  const __m128i quotes = _mm_set1_epi8((char)quote), ampersands = _mm_set1_epi8(0x26);
  const __m128i returns = _mm_set1_epi8(0x0D), nothing = _mm_setzero_si128();
  for (; index + 16 <= count; index += 16) {
    __m128i lanes = _mm_loadu_si128((const __m128i *)(bytes + index));
    __m128i found = _mm_or_si128(
        _mm_or_si128(_mm_cmpeq_epi8(lanes, quotes), _mm_cmpeq_epi8(lanes, ampersands)),
        _mm_or_si128(_mm_cmpeq_epi8(lanes, returns), _mm_cmpeq_epi8(lanes, nothing)));
    unsigned mask = (unsigned)_mm_movemask_epi8(found);
    if (mask) return index + (size_t)__builtin_ctz(mask);
  }
#endif
  for (; index < count; index++) {
    uint8_t byte = bytes[index];
    if (byte == quote || byte == 0x26 || byte == 0x0D || byte == 0) return index;
  }
  return count;
}

/// The offset of the first control, ampersand, DEL, byte 0xC2, or space behind a space; `count` where there is none.
static inline size_t stance_find_words_end(const uint8_t *bytes, size_t count, int after_space) {
  size_t index = 0;
  unsigned carry = (unsigned)after_space;
#ifdef __SSE2__
  const __m128i spaces = _mm_set1_epi8(0x20), ampersands = _mm_set1_epi8(0x26), dels = _mm_set1_epi8(0x7F);
  const __m128i leads = _mm_set1_epi8((char)0xC2), last = _mm_set1_epi8(0x1F);
  for (; index + 16 <= count; index += 16) {
    __m128i lanes = _mm_loadu_si128((const __m128i *)(bytes + index));
    unsigned space = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(lanes, spaces));
    __m128i found = _mm_or_si128(
        _mm_or_si128(_mm_cmpeq_epi8(lanes, ampersands), _mm_cmpeq_epi8(lanes, dels)),
        _mm_or_si128(_mm_cmpeq_epi8(lanes, leads), _mm_cmpeq_epi8(_mm_min_epu8(lanes, last), lanes)));
    unsigned mask = (unsigned)_mm_movemask_epi8(found) | (space & (space << 1 | carry));
    if (mask) return index + (size_t)__builtin_ctz(mask);
    carry = space >> 15;
  }
#endif
  for (; index < count; index++) {
    uint8_t byte = bytes[index];
    if (byte < 0x20 || byte == 0x26 || byte == 0x7F || byte == 0xC2 || (byte == 0x20 && carry)) return index;
    carry = byte == 0x20;
  }
  return count;
}
