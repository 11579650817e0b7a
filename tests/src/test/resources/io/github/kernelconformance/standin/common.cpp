// What every object and every class answers.
#include "method.h"

namespace standin {

namespace {

Object *retain_and_return(Object &object) {
  retain(object);
  return &object;
}

Object *autorelease_and_return(Object &object) {
  if (!object.owned) stop("autoreleased more often than it was retained");
  hold(&object);
  release(object);
  autorelease(&object);
  return &object;
}

bool responds_to(Object &object, Selector name) { return responds(&object, name); }

const Method instance[] = {
    method<&retain_and_return>("retain"),
    method<&release>("release"),
    method<&autorelease_and_return>("autorelease"),
    method<&responds_to>("respondsToSelector:"),
};

const Method of_class[] = {
    method<&responds_to>("respondsToSelector:"),
};

}  // namespace

const Methods common_methods = instance, common_class_methods = of_class;

}  // namespace standin
