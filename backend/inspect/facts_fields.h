#pragma once

#include "inspect/release_facts.h"
#include "inspect/server_facts.h"

/// Every field of the facts with its key, once for both directions (facts_archive.h).
namespace df {

template<class A>
void fields(A& a, FileSystemFact& f) {
    a("mountPoint", f.mountPoint);
    a("device", f.device);
    a("type", f.type);
    a("totalBytes", f.totalBytes);
    a("freeBytes", f.freeBytes);
    a("freeInodes", f.freeInodes);
    a("readOnly", f.readOnly);
    a("quotaFreeBytes", f.quotaFreeBytes);
}

template<class A>
void fields(A& a, MachineFacts& f) {
    a("bootId", f.bootId);
    a("hostName", f.hostName);
    a("osId", f.osId);
    a("osVersion", f.osVersion);
    a("osName", f.osName);
    a("kernel", f.kernel);
    a("architecture", f.architecture);
    a("timeZone", f.timeZone);
    a("cpus", f.cpus);
    a("memoryBytes", f.memoryBytes);
    a("memoryAvailableBytes", f.memoryAvailableBytes);
    a("swapBytes", f.swapBytes);
    a("clock", f.clock);
    a("clockAheadSeconds", f.clockAheadSeconds);
    a("seLinux", f.seLinux);
    a("serviceManager", f.serviceManager);
    a("user", f.user);
    a("home", f.home);
    a("uid", f.uid);
    a("root", f.root);
    a("signedInUser", f.signedInUser);
    a("fileSystems", f.fileSystems);
    a("umask", f.umask);
    a("packageManager", f.packageManager);
    a("packageManagerBusy", f.packageManagerBusy);
    a("phpInstallable", f.phpInstallable);
    a("mongodbInstallable", f.mongodbInstallable);
    a("tools", f.tools);
    a("silentEngines", f.silentEngines);
}

template<class A>
void fields(A& a, VersionAnswer& f) {
    a("source", f.source);
    a("says", f.says);
}

template<class A>
void fields(A& a, CodeFacts& f) {
    a("isRepository", f.isRepository);
    a("whyNot", f.whyNot);
    a("commit", f.commit);
    a("branch", f.branch);
    a("describe", f.describe);
    a("remoteName", f.remoteName);
    a("remoteUrl", f.remoteUrl);
    a("shallow", f.shallow);
    a("singleBranch", f.singleBranch);
    a("tagsAtHead", f.tagsAtHead);
    a("modified", f.modified);
    a("deleted", f.deleted);
    a("untracked", f.untracked);
    a("modifiedCount", f.modifiedCount);
    a("deletedCount", f.deletedCount);
    a("untrackedCount", f.untrackedCount);
    a("modeOnlyCount", f.modeOnlyCount);
    a("stashes", f.stashes);
    a("versionAnswers", f.versionAnswers);
    a("version", f.version);
    a("versionCertain", f.versionCertain);
    a("lockHash", f.lockHash);
    a("lockedPackages", f.lockedPackages);
    a("installedPackages", f.installedPackages);
    a("composerJson", f.composerJson);
    a("commercial", f.commercial);
    a("commercialReasons", f.commercialReasons);
    a("uiGeneration", f.uiGeneration);
    a("uiVersion", f.uiVersion);
    a("migrationsOnDisk", f.migrationsOnDisk);
    a("foreignFiles", f.foreignFiles);
    a("foreignFileSample", f.foreignFileSample);
    a("conflicted", f.conflicted);
    a("fromSource", f.fromSource);
    a("ownCommits", f.ownCommits);
    a("ownPackages", f.ownPackages);
}

template<class A>
void fields(A& a, PhpFacts& f) {
    a("binary", f.binary);
    a("version", f.version);
    a("extensions", f.extensions);
    a("memoryLimit", f.memoryLimit);
    a("ffi", f.ffi);
}

template<class A>
void fields(A& a, FpmFacts& f) {
    a("found", f.found);
    a("version", f.version);
    a("service", f.service);
    a("masterPid", f.masterPid);
    a("binary", f.binary);
    a("configFile", f.configFile);
    a("poolFile", f.poolFile);
    a("poolUser", f.poolUser);
    a("poolGroup", f.poolGroup);
    a("socket", f.socket);
    a("opcacheValidatesTimestamps", f.opcacheValidatesTimestamps);
    a("memoryLimit", f.memoryLimit);
    a("poolsOfMaster", f.poolsOfMaster);
    a("extensions", f.extensions);
}

template<class A>
void fields(A& a, WebFacts& f) {
    a("kind", f.kind);
    a("version", f.version);
    a("service", f.service);
    a("siteFile", f.siteFile);
    a("masterPid", f.masterPid);
    a("localUrl", f.localUrl);
    a("serverName", f.serverName);
    a("tls", f.tls);
    a("siteFilesNamingRoot", f.siteFilesNamingRoot);
    a("loginRateLimited", f.loginRateLimited);
    a("upstreams", f.upstreams);
    a("deadEnd", f.deadEnd);
}

template<class A>
void fields(A& a, EnvEntry& f) {
    a("key", f.key);
    a("value", f.value);
    a("secret", f.secret);
    a("empty", f.empty);
    a("line", f.line);
    a("active", f.active);
}

template<class A>
void fields(A& a, EnvFacts& f) {
    a("exists", f.exists);
    a("readable", f.readable);
    a("sha256", f.sha256);
    a("owner", f.owner);
    a("group", f.group);
    a("mode", f.mode);
    a("entries", f.entries);
    a("problems", f.problems);
    a("appKeyForm", f.appKeyForm);
    a("appCipher", f.appCipher);
    a("configCached", f.configCached);
    a("silentCache", f.silentCache);
    a("routesCached", f.routesCached);
    a("overridden", f.overridden);
    a("setElsewhere", f.setElsewhere);
}

template<class A>
void fields(A& a, DatabaseFacts& f) {
    a("engine", f.engine);
    a("host", f.host);
    a("port", f.port);
    a("name", f.name);
    a("user", f.user);
    a("socket", f.socket);
    a("prefix", f.prefix);
    a("reachable", f.reachable);
    a("error", f.error);
    a("serverVersion", f.serverVersion);
    a("isMariaDb", f.isMariaDb);
    a("identity", f.identity);
    a("startedAt", f.startedAt);
    a("charset", f.charset);
    a("collation", f.collation);
    a("bytes", f.bytes);
    a("tables", f.tables);
    a("counts", f.counts);
    a("serviceTypes", f.serviceTypes);
    a("migrations", f.migrations);
    a("missingRights", f.missingRights);
    a("readOnly", f.readOnly);
    a("foreignDefiners", f.foreignDefiners);
    a("bcryptCosts", f.bcryptCosts);
    a("keyGood", f.keyGood);
    a("keyBad", f.keyBad);
    a("keyBadIn", f.keyBadIn);
    a("foreignConnections", f.foreignConnections);
    a("foreignHosts", f.foreignHosts);
    a("dumpTool", f.dumpTool);
    a("clientTool", f.clientTool);
    a("scratchWay", f.scratchWay);
    a("adminSocket", f.adminSocket);
    a("collations", f.collations);
    a("rowFormats", f.rowFormats);
    a("sqlMode", f.sqlMode);
    a("zeroDates", f.zeroDates);
    a("largestTables", f.largestTables);
    a("ownApiKeys", f.ownApiKeys);
    a("servicePaths", f.servicePaths);
    a("passwordsDestroyed", f.passwordsDestroyed);
    a("insideTree", f.insideTree);
    a("fileMode", f.fileMode);
    a("fileOwner", f.fileOwner);
    a("dataFolder", f.dataFolder);
}

template<class A>
void fields(A& a, StorageFacts& f) {
    a("bytes", f.bytes);
    a("files", f.files);
    a("tooBigToCount", f.tooBigToCount);
    a("mountsBelow", f.mountsBelow);
    a("symlinks", f.symlinks);
}

template<class A>
void fields(A& a, ScheduleFact& f) {
    a("kind", f.kind);
    a("owner", f.owner);
    a("where", f.where);
    a("text", f.text);
}

template<class A>
void fields(A& a, EarlierRun& f) {
    a("id", f.id);
    a("state", f.state);
    a("to", f.to);
    a("folder", f.folder);
}

template<class A>
void fields(A& a, LeftCopy& f) {
    a("what", f.what);
    a("path", f.path);
    a("bytes", f.bytes);
    a("time", f.time);
}

template<class A>
void fields(A& a, Installation& f) {
    a("kind", f.kind);
    a("path", f.path);
    a("foundBy", f.foundBy);
    a("owner", f.owner);
    a("group", f.group);
    a("mode", f.mode);
    a("bytesWithoutStorage", f.bytesWithoutStorage);
    a("closed", f.closed);
    a("webUser", f.webUser);
    a("maintenance", f.maintenance);
    a("code", f.code);
    a("php", f.php);
    a("otherPhp", f.otherPhp);
    a("fpm", f.fpm);
    a("web", f.web);
    a("env", f.env);
    a("database", f.database);
    a("storage", f.storage);
    a("schedules", f.schedules);
    a("earlierRuns", f.earlierRuns);
    a("leftovers", f.leftovers);
    a("leftCopies", f.leftCopies);
    a("composerBinary", f.composerBinary);
    a("composerVersion", f.composerVersion);
    a("composerAuth", f.composerAuth);
    a("composerCachedArchives", f.composerCachedArchives);
    a("container", f.container);
    a("image", f.image);
    a("nameSpace", f.nameSpace);
    a("pod", f.pod);
    a("containerVolumes", f.containerVolumes);
    a("containerEnv", f.containerEnv);
    a("practice", f.practice);
}

template<class A>
void fields(A& a, ServerFacts& f) {
    a("machine", f.machine);
    a("installations", f.installations);
    a("takenAt", f.takenAt);
    a("seconds", f.seconds);
    a("roundTrips", f.roundTrips);
    a("complete", f.complete);
    a("problems", f.problems);
}

template<class A>
void fields(A& a, ReleaseNote& f) {
    a("tag", f.tag);
    a("date", f.date);
    a("text", f.text);
}

template<class A>
void fields(A& a, ReleaseFacts& f) {
    a("tag", f.tag);
    a("commit", f.commit);
    a("composerJson", f.composerJson);
    a("composerLock", f.composerLock);
    a("envDist", f.envDist);
    a("configVersion", f.configVersion);
    a("trackedTopLevel", f.trackedTopLevel);
    a("overwritten", f.overwritten);
    a("changesThatDontApply", f.changesThatDontApply);
    a("changesTried", f.changesTried);
    a("silentHosts", f.silentHosts);
    a("notes", f.notes);
}

} // namespace df
