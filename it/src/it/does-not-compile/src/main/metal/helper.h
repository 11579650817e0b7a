#pragma once

inline float helped(uint i) {
  return undeclared * i;
}
