#pragma once

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QStringList>
#include <QVector>

#include <limits>
#include <optional>

/// The two directions of the facts' JSON form. facts_fields.h names each field once; these write or read it.
namespace df::archive {

/// Something that fields() knows.
template<class T, class A>
concept Structure = requires(A& a, T& t) {
    fields(a, t);
};

class Writer {
public:
    template<class T>
    void operator()(const char* key, const T& value) {
        if (const QJsonValue json = write(value); !json.isUndefined())
            m_object.insert(QLatin1String(key), json);
    }
    [[nodiscard]] QJsonObject object() const { return m_object; }

private:
    static QJsonValue write(const QString& v) { return v; }
    static QJsonValue write(bool v) { return v; }
    static QJsonValue write(int v) { return v; }
    static QJsonValue write(qint64 v) { return v; }
    static QJsonValue write(double v) { return v; }
    static QJsonValue write(const QDateTime& v) {
        return v.isValid() ? QJsonValue(v.toUTC().toString(Qt::ISODate)) : QJsonValue(QJsonValue::Undefined);
    }
    template<class T>
    requires std::is_enum_v<T>
    static QJsonValue write(T v) { return toString(v); }
    template<class T>
    static QJsonValue write(const std::optional<T>& v) {
        return v ? write(*v) : QJsonValue(QJsonValue::Undefined);
    }
    template<class T>
    static QJsonValue write(const QList<T>& v) {
        QJsonArray a;
        for (const auto& x : v)
            a.append(write(x));
        return a;
    }
    template<class T>
    static QJsonValue write(const QMap<QString, T>& v) {
        QJsonObject o;
        for (auto it = v.begin(); it != v.end(); ++it)
            o.insert(it.key(), write(it.value()));
        return o;
    }
    template<class T>
    requires Structure<T, Writer>
    static QJsonValue write(const T& v) {
        T copy = v;
        Writer w;
        fields(w, copy);
        return w.object();
    }

    QJsonObject m_object;
};

/// Leaves a field as it is where the key is missing or has another type.
class Reader {
public:
    explicit Reader(const QJsonObject& object) : m_object(object) {}
    template<class T>
    void operator()(const char* key, T& value) {
        const auto it = m_object.constFind(QLatin1String(key));
        if (it != m_object.constEnd())
            read(*it, value);
    }

private:
    static void read(const QJsonValue& j, QString& v) {
        if (j.isString())
            v = j.toString();
    }
    static void read(const QJsonValue& j, bool& v) { v = j.isBool() ? j.toBool() : v; }
    static void read(const QJsonValue& j, double& v) { v = j.isDouble() ? j.toDouble() : v; }
    static void read(const QJsonValue& j, qint64& v) { v = j.isDouble() ? j.toInteger(v) : v; }
    static void read(const QJsonValue& j, int& v) {
        const qint64 n = j.isDouble() ? j.toInteger(v) : v;
        if (n >= std::numeric_limits<int>::min() && n <= std::numeric_limits<int>::max())
            v = int(n);
    }
    static void read(const QJsonValue& j, QDateTime& v) {
        const QDateTime t = QDateTime::fromString(j.toString(), Qt::ISODate);
        v = t.isValid() ? t.toUTC() : v;
    }
    template<class T>
    requires std::is_enum_v<T>
    static void read(const QJsonValue& j, T& v) {
        for (int n = 0; n < 16; ++n) { // contiguous from 0; the names decide
            if (!j.toString().isEmpty() && toString(T(n)) == j.toString()) {
                v = T(n);
                return;
            }
        }
    }
    template<class T>
    static void read(const QJsonValue& j, std::optional<T>& v) {
        if (j.isBool() || j.isDouble() || j.isString()) {
            T x{};
            read(j, x);
            v = x;
        }
    }
    template<class T>
    static void read(const QJsonValue& j, QList<T>& v) {
        if (!j.isArray())
            return;
        v.clear();
        const QJsonArray array = j.toArray();
        for (const auto& e : array) {
            if (sameKind<T>(e)) {
                T x{};
                read(e, x);
                v.append(x);
            }
        }
    }
    template<class T>
    static void read(const QJsonValue& j, QMap<QString, T>& v) {
        if (!j.isObject())
            return;
        v.clear();
        const QJsonObject o = j.toObject();
        for (auto it = o.begin(); it != o.end(); ++it) {
            if (sameKind<T>(it.value())) {
                T x{};
                read(it.value(), x);
                v.insert(it.key(), x);
            }
        }
    }
    template<class T>
    requires Structure<T, Reader>
    static void read(const QJsonValue& j, T& v) {
        Reader r(j.toObject());
        fields(r, v);
    }
    /// Elements of another type are left out rather than read as empty.
    template<class T>
    static bool sameKind(const QJsonValue& j) {
        if constexpr (std::is_same_v<T, QString>)
            return j.isString();
        else if constexpr (std::is_arithmetic_v<T>)
            return j.isDouble();
        else
            return j.isObject();
    }

    QJsonObject m_object;
};

} // namespace df::archive
