#include "foundation.h"

namespace standin {

namespace {

constexpr char framework[] = "Foundation";

Autoreleased<NSString> string_with_utf8(Class &, const char *text) { return {NSString::copy(text)}; }
const char *utf8(NSString &self) { return self.text; }

const Method of_string[] = {method<&utf8>("UTF8String")};
const Method of_string_class[] = {method<&string_with_utf8>("stringWithUTF8String:")};

Autoreleased<NSURL> file_url(Class &, NSString &path) {
  NSURL *url = make<NSURL>();
  url->path = strdup(path.text);
  return {url};
}

const Method of_url_class[] = {method<&file_url>("fileURLWithPath:")};

unsigned long count(NSArray &self) { return self.count; }
Autoreleased<Object> object_at(NSArray &self, unsigned long index) {
  if (index >= self.count) stop("index %lu is beyond the %lu objects", index, self.count);
  return {hold(self.objects[index])};
}

const Method of_array[] = {method<&count>("count"), method<&object_at>("objectAtIndex:")};

Autoreleased<NSString> domain(NSError &self) { return {NSString::copy(self.domain)}; }
Autoreleased<NSString> description(NSError &self) { return {NSString::copy(self.description)}; }
long code(NSError &self) { return self.code; }
Autoreleased<NSDictionary> user_info(NSError &) { return {make<NSDictionary>()}; }

const Method of_error[] = {
    method<&domain>("domain"),
    method<&description>("localizedDescription"),
    method<&code>("code"),
    method<&user_info>("userInfo"),
};

}  // namespace

Class NSString::type = define<NSString>("NSString", framework, of_string, of_string_class);
Class NSURL::type = define<NSURL>("NSURL", framework, {}, of_url_class);
Class NSArray::type = define<NSArray>("NSArray", framework, of_array);
Class NSDictionary::type = define<NSDictionary>("NSDictionary", framework, {});
Class NSError::type = define<NSError>("NSError", framework, of_error);

NSString *NSString::copy(const char *text) {
  NSString *string = make<NSString>();
  string->text = strdup(text);
  return string;
}

// Who reads the characters later than allowed, reads none of them.
void NSString::dispose() { memset(text, 0, strlen(text)); }

NSArray *NSArray::of_capacity(unsigned long capacity) {
  NSArray *array = make<NSArray>();
  array->objects = static_cast<Object **>(calloc(capacity + 1, sizeof(Object *)));
  return array;
}

void NSArray::dispose() {
  for (unsigned long i = 0; i < count; ++i) let_go(objects[i]);
  free(objects);
}

NSError *NSError::of(const char *domain, long code, const char *description) {
  NSError *error = make<NSError>();
  error->domain = strdup(domain);
  error->description = strdup(description);
  error->code = code;
  return error;
}

void NSError::dispose() {
  free(domain);
  free(description);
}

}  // namespace standin
