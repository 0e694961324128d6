#include "flow/connection_json.h"

#include "secrets/saved_servers.h"

namespace df {

namespace {

QString word(SignInWith way) {
    switch (way) {
    case SignInWith::KeyFile:
        return QStringLiteral("key-file");
    case SignInWith::Password:
        return QStringLiteral("password");
    case SignInWith::Agent:
        break;
    }
    return QStringLiteral("agent");
}

SignInWith signInWith(const QString& text) {
    if (text == QLatin1String("key-file"))
        return SignInWith::KeyFile;
    return text == QLatin1String("password") ? SignInWith::Password : SignInWith::Agent;
}

} // namespace

QJsonObject toJson(const ConnectSettings& s) {
    return {{QStringLiteral("host"), s.host},
            {QStringLiteral("port"), s.port},
            {QStringLiteral("user"), s.user},
            {QStringLiteral("signInWith"), word(s.signInWith)},
            {QStringLiteral("keyFile"), s.keyFile},
            {QStringLiteral("rights"),
             s.rights == Rights::Sudo ? QStringLiteral("sudo") : QStringLiteral("none")},
            {QStringLiteral("expectedHostKey"), s.expectedHostKey},
            {QStringLiteral("knownHostsFile"), s.knownHostsFile}};
}

ConnectSettings settingsOf(const SavedServer& server) {
    ConnectSettings s;
    s.host = server.host;
    s.port = server.port;
    s.user = server.user;
    s.signInWith = signInWith(server.signInWith);
    s.keyFile = server.keyFile;
    s.rights = server.rights == QLatin1String("none") ? Rights::None : Rights::Sudo;
    return s;
}

ConnectSettings connectSettingsFromJson(const QJsonObject& json) {
    ConnectSettings s;
    s.host = json.value(QLatin1String("host")).toString();
    s.port = json.value(QLatin1String("port")).toInt(22);
    s.user = json.value(QLatin1String("user")).toString();
    s.signInWith = signInWith(json.value(QLatin1String("signInWith")).toString());
    s.keyFile = json.value(QLatin1String("keyFile")).toString();
    s.rights =
        json.value(QLatin1String("rights")).toString() == QLatin1String("none") ? Rights::None : Rights::Sudo;
    s.expectedHostKey = json.value(QLatin1String("expectedHostKey")).toString();
    s.knownHostsFile = json.value(QLatin1String("knownHostsFile")).toString();
    return s;
}

QString serverOf(const ConnectSettings& s) {
    return QStringLiteral("%1@%2:%3").arg(s.user, s.host).arg(s.port);
}

} // namespace df
