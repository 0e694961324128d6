#pragma once

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace df::fuzz {

/// What must hold for every input. libFuzzer keeps the input that ends the program.
inline void require(bool holds, const char* what) {
    if (holds)
        return;
    std::fprintf(stderr, "does not hold: %s\n", what);
    std::abort();
}

inline QByteArray bytes(const uint8_t* data, size_t size) {
    return {reinterpret_cast<const char*>(data), qsizetype(size)};
}

inline QJsonObject object(const QByteArray& json) { return QJsonDocument::fromJson(json).object(); }

/// Writing and reading a value again gives the same text.
template<class T, class Read, class Write>
void staysItself(const T& value, Read read, Write write, const char* what) {
    const QJsonObject once = write(value);
    require(write(read(once)) == once, what);
}

} // namespace df::fuzz

/// What libFuzzer calls.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
