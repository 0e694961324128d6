#include "ssh/saved_connection.h"

namespace df {

SavedServer toSaved(const ConnectSettings& settings) {
    SavedServer s;
    s.host = settings.host;
    s.port = settings.port;
    s.user = settings.user;
    s.keyFile = settings.keyFile;
    switch (settings.signInWith) {
    case SignInWith::KeyFile:
        s.signInWith = QStringLiteral("key-file");
        break;
    case SignInWith::Agent:
        s.signInWith = QStringLiteral("agent");
        break;
    case SignInWith::Password:
        s.signInWith = QStringLiteral("password");
        break;
    }
    s.rights = settings.rights == Rights::Sudo ? QStringLiteral("sudo") : QStringLiteral("none");
    return s;
}

ConnectSettings toSettings(const SavedServer& server) {
    ConnectSettings c;
    c.host = server.host;
    c.port = server.port;
    c.user = server.user;
    c.keyFile = server.keyFile;
    if (server.signInWith == QLatin1String("key-file"))
        c.signInWith = SignInWith::KeyFile;
    else if (server.signInWith == QLatin1String("password"))
        c.signInWith = SignInWith::Password;
    c.rights = server.rights == QLatin1String("none") ? Rights::None : Rights::Sudo;
    return c;
}

} // namespace df
