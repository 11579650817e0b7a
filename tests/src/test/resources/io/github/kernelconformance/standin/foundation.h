// The classes of Foundation that Metal's calls take and return.
#pragma once

#include "method.h"

namespace standin {

struct NSString : Object {
  static Class type;
  char *text;

  static NSString *copy(const char *text);
  void dispose();
};

struct NSURL : Object {
  static Class type;
  char *path;

  void dispose() { free(path); }
};

// It keeps its objects.
struct NSArray : Object {
  static Class type;
  Object **objects;
  unsigned long count;

  static NSArray *of_capacity(unsigned long capacity);
  void add(Object *kept) { objects[count++] = kept; }
  void dispose();
};

struct NSDictionary : Object {
  static Class type;

  void dispose() {}
};

struct NSError : Object {
  static Class type;
  char *domain;
  char *description;
  long code;

  static NSError *of(const char *domain, long code, const char *description);
  void dispose();
};

}  // namespace standin
