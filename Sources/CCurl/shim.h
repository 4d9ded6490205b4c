#pragma once
#include <curl/curl.h>
#include <malloc.h>
#include <netinet/in.h>
#include <sys/socket.h>

// curl_easy_setopt, curl_easy_getinfo and curl_multi_setopt are variadic, which Swift cannot call: one inline function
// for each type of argument.

typedef size_t (*stance_data_callback)(char *bytes, size_t size, size_t count, void *context);
typedef curl_socket_t (*stance_socket_callback)(void *context, curlsocktype purpose, struct curl_sockaddr *address);

static inline CURLcode stance_easy_set_long(CURL *easy, CURLoption option, long value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode stance_easy_set_text(CURL *easy, CURLoption option, const char *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode stance_easy_set_pointer(CURL *easy, CURLoption option, void *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode stance_easy_set_data_callback(CURL *easy, CURLoption option, stance_data_callback value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode stance_easy_set_socket_callback(CURL *easy, CURLoption option, stance_socket_callback value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode stance_easy_get_long(CURL *easy, CURLINFO info, long *value) {
  return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode stance_easy_get_offset(CURL *easy, CURLINFO info, curl_off_t *value) {
  return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode stance_easy_get_text(CURL *easy, CURLINFO info, char **value) {
  return curl_easy_getinfo(easy, info, value);
}

static inline CURLMcode stance_multi_set_long(CURLM *multi, CURLMoption option, long value) {
  return curl_multi_setopt(multi, option, value);
}

static inline CURLSHcode stance_share_set_long(CURLSH *share, CURLSHoption option, long value) {
  return curl_share_setopt(share, option, value);
}

// CURLMsg holds a union, which Swift imports as raw storage.
static inline CURLcode stance_message_result(const CURLMsg *message) { return message->data.result; }

// Buffers of a page's size come from the heap and go back to it: fresh ones from mmap cost a page fault for every 4 kB.
static inline void stance_keep_large_buffers(int bytes) {
  mallopt(M_MMAP_THRESHOLD, bytes);
  mallopt(M_TRIM_THRESHOLD, 2 * bytes);
}
