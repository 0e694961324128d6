<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Say</name>
    <message numerus="yes">
        <source>APP_KEY opens every stored secret (%n proved).</source>
        <translation>
            <numerusform>APP_KEY opens every stored secret (%n proved).</numerusform>
            <numerusform>APP_KEY opens every stored secret (%n proved).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The old server's APP_KEY opens every stored secret (%n proved).</source>
        <translation>
            <numerusform>The old server's APP_KEY opens every stored secret (%n proved).</numerusform>
            <numerusform>The old server's APP_KEY opens every stored secret (%n proved).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n setting(s) can't be decided by a rule.</source>
        <translation>
            <numerusform>%n setting can't be decided by a rule.</numerusform>
            <numerusform>%n settings can't be decided by a rule.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 in %n table(s)</source>
        <translation>
            <numerusform>%1 in %n table</numerusform>
            <numerusform>%1 in %n tables</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n user(s)</source>
        <translation>
            <numerusform>%n user</numerusform>
            <numerusform>%n users</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n administrator(s)</source>
        <translation>
            <numerusform>%n administrator</numerusform>
            <numerusform>%n administrators</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n role(s)</source>
        <translation>
            <numerusform>%n role</numerusform>
            <numerusform>%n roles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n app(s)</source>
        <translation>
            <numerusform>%n app</numerusform>
            <numerusform>%n apps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n service(s)</source>
        <translation>
            <numerusform>%n service</numerusform>
            <numerusform>%n services</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lookup(s)</source>
        <translation>
            <numerusform>%n lookup</numerusform>
            <numerusform>%n lookups</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>df::AdvicePage</name>
    <message numerus="yes">
        <source>Nothing to fix, nothing you need to know. %n check(s) were fine.</source>
        <translation>
            <numerusform>Nothing to fix, nothing you need to know. %n check was fine.</numerusform>
            <numerusform>Nothing to fix, nothing you need to know. %n checks were fine.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n must fix</source>
        <translation>
            <numerusform>%n must fix</numerusform>
            <numerusform>%n must fix</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n should know</source>
        <translation>
            <numerusform>%n should know</numerusform>
            <numerusform>%n should know</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fine</source>
        <translation>
            <numerusform>%n fine</numerusform>
            <numerusform>%n fine</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>N&amp;otes of %n release(s)…</source>
        <translation>
            <numerusform>N&amp;otes of %n release…</numerusform>
            <numerusform>N&amp;otes of %n releases…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n must fix is gone</source>
        <translation>
            <numerusform>%n must fix is gone</numerusform>
            <numerusform>%n must fix are gone</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n must fix is new</source>
        <translation>
            <numerusform>%n must fix is new</numerusform>
            <numerusform>%n must fix are new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n should know is gone</source>
        <translation>
            <numerusform>%n should know is gone</numerusform>
            <numerusform>%n should know are gone</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n should know is new</source>
        <translation>
            <numerusform>%n should know is new</numerusform>
            <numerusform>%n should know are new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sources disagree on %n point(s)…</source>
        <translation>
            <numerusform>Sources disagree on %n point…</numerusform>
            <numerusform>Sources disagree on %n points…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>df::ApiStrip</name>
    <message numerus="yes">
        <source>%n refused</source>
        <translation>
            <numerusform>%n refused</numerusform>
            <numerusform>%n refused</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>df::AreaList</name>
    <message numerus="yes">
        <source>%n value(s)</source>
        <translation>
            <numerusform>%n value</numerusform>
            <numerusform>%n values</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>df::BeforeNow</name>
    <message numerus="yes">
        <source>%n value(s), the same</source>
        <translation>
            <numerusform>%n value, the same</numerusform>
            <numerusform>%n values, the same</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s), the same</source>
        <translation>
            <numerusform>%n line, the same</numerusform>
            <numerusform>%n lines, the same</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>df::Checklist</name>
    <message numerus="yes">
        <source>Look found %n schedule(s) of this installation (crontab lines, timers, workers); the plan pauses and resumes what it found.</source>
        <translation>
            <numerusform>Look found %n schedule of this installation (crontab lines, timers, workers); the plan pauses and resumes what it found.</numerusform>
            <numerusform>Look found %n schedules of this installation (crontab lines, timers, workers); the plan pauses and resumes what it found.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>df::ComparisonView</name>
    <message numerus="yes">
        <source>%n value(s)</source>
        <translation>
            <numerusform>%n value</numerusform>
            <numerusform>%n values</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) got worse</source>
        <translation>
            <numerusform>%n thing got worse</numerusform>
            <numerusform>%n things got worse</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>As expected, with %n thing(s) to look at</source>
        <translation>
            <numerusform>As expected, with %n thing to look at</numerusform>
            <numerusform>As expected, with %n things to look at</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 %n known and accepted.</source>
        <translation>
            <numerusform>%1 %n known and accepted.</numerusform>
            <numerusform>%1 %n known and accepted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>df::DeliveryStep</name>
    <message numerus="yes">
        <source>%n parcel(s)</source>
        <translation>
            <numerusform>%n parcel</numerusform>
            <numerusform>%n parcels</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>df::DonePage</name>
    <message numerus="yes">
        <source>%n must fix</source>
        <translation>
            <numerusform>%n must fix</numerusform>
            <numerusform>%n must fix</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n should know</source>
        <translation>
            <numerusform>%n should know</numerusform>
            <numerusform>%n should know</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n check(s) were fine</source>
        <translation>
            <numerusform>%n check was fine</numerusform>
            <numerusform>%n checks were fine</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>from start to end, %n stage(s)</source>
        <translation>
            <numerusform>from start to end, %n stage</numerusform>
            <numerusform>from start to end, %n stages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s)</source>
        <translation>
            <numerusform>%n value</numerusform>
            <numerusform>%n values</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n differ</source>
        <translation>
            <numerusform>%n differ</numerusform>
            <numerusform>%n differ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>amber: cut off, %1 · %n question(s) refused</source>
        <translation>
            <numerusform>amber: cut off, %1 · %n question refused</numerusform>
            <numerusform>amber: cut off, %1 · %n questions refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n question(s), all answered</source>
        <translation>
            <numerusform>%n question, all answered</numerusform>
            <numerusform>%n questions, all answered</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>compared; %n thing(s) got worse</source>
        <translation>
            <numerusform>compared; %n thing got worse</numerusform>
            <numerusform>compared; %n things got worse</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>compared, as expected; %n to look at</source>
        <translation>
            <numerusform>compared, as expected; %n to look at</numerusform>
            <numerusform>compared, as expected; %n to look at</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>compared, as expected; %n accepted with your note</source>
        <translation>
            <numerusform>compared, as expected; %n accepted with your note</numerusform>
            <numerusform>compared, as expected; %n accepted with your note</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>df::EnvPage</name>
    <message numerus="yes">
        <source>Your choice is missing for %n key(s).</source>
        <translation>
            <numerusform>Your choice is missing for %n key.</numerusform>
            <numerusform>Your choice is missing for %n keys.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s), all decided.</source>
        <translation>
            <numerusform>%n key, all decided.</numerusform>
            <numerusform>%n keys, all decided.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>df::EnvStep</name>
    <message numerus="yes">
        <source>%n key(s)</source>
        <translation>
            <numerusform>%n key</numerusform>
            <numerusform>%n keys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Your choice is missing for %n key(s).</source>
        <translation>
            <numerusform>Your choice is missing for %n key.</numerusform>
            <numerusform>Your choice is missing for %n keys.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>df::FindingList</name>
    <message numerus="yes">
        <source>%n — block(s) the start</source>
        <translation>
            <numerusform>%n — blocks the start</numerusform>
            <numerusform>%n — block the start</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n check(s)</source>
        <translation>
            <numerusform>%n check</numerusform>
            <numerusform>%n checks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>df::InstallationChooser</name>
    <message numerus="yes">
        <source>%n installation(s) on this server</source>
        <translation>
            <numerusform>%n installation on this server</numerusform>
            <numerusform>%n installations on this server</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>df::LookPage</name>
    <message numerus="yes">
        <source>%1 %2 facts in %3 s, with %n round trip(s).</source>
        <translation>
            <numerusform>%1 %2 facts in %3 s, with %n round trip.</numerusform>
            <numerusform>%1 %2 facts in %3 s, with %n round trips.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>df::MovingPage</name>
    <message numerus="yes">
        <source>%1 in %n file(s)</source>
        <translation>
            <numerusform>%1 in %n file</numerusform>
            <numerusform>%1 in %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Database, settings and %n more, at least %1.</source>
        <translation>
            <numerusform>Database, settings and %n more, at least %1.</numerusform>
            <numerusform>Database, settings and %n more, at least %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Database, settings and %n more, %1.</source>
        <translation>
            <numerusform>Database, settings and %n more, %1.</numerusform>
            <numerusform>Database, settings and %n more, %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>df::MovingStep</name>
    <message numerus="yes">
        <source>%n path(s)</source>
        <translation>
            <numerusform>%n path</numerusform>
            <numerusform>%n paths</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>df::OpenSealedDialog</name>
    <message numerus="yes">
        <source>%1 of %2, read on %3. %n key(s).</source>
        <translation>
            <numerusform>%1 of %2, read on %3. %n key.</numerusform>
            <numerusform>%1 of %2, read on %3. %n keys.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>df::Pair</name>
    <message numerus="yes">
        <source>%n type(s)</source>
        <translation>
            <numerusform>%n type</numerusform>
            <numerusform>%n types</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 in %n file(s)</source>
        <translation>
            <numerusform>%1 in %n file</numerusform>
            <numerusform>%1 in %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s)</source>
        <translation>
            <numerusform>%n key</numerusform>
            <numerusform>%n keys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them</source>
        <translation>
            <numerusform>%n of them</numerusform>
            <numerusform>%n of them</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>df::PairLookPage</name>
    <message numerus="yes">
        <source>%n in the way</source>
        <translation>
            <numerusform>%n in the way</numerusform>
            <numerusform>%n in the way</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to look at</source>
        <translation>
            <numerusform>%n to look at</numerusform>
            <numerusform>%n to look at</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fine</source>
        <translation>
            <numerusform>%n fine</numerusform>
            <numerusform>%n fine</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>df::PlanPage</name>
    <message numerus="yes">
        <source>%n stage(s). Each can be unfolded to its commands and its way back.</source>
        <translation>
            <numerusform>%n stage. Each can be unfolded to its commands and its way back.</numerusform>
            <numerusform>%n stages. Each can be unfolded to its commands and its way back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>df::Player</name>
    <message numerus="yes">
        <source>%n stored secret(s) don't open with the APP_KEY in .env. The upgrade leaves that as it is.</source>
        <translation>
            <numerusform>%n stored secret doesn't open with the APP_KEY in .env. The upgrade leaves that as it is.</numerusform>
            <numerusform>%n stored secrets don't open with the APP_KEY in .env. The upgrade leaves that as it is.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>df::RunValues</name>
    <message numerus="yes">
        <source>%n stage(s)</source>
        <translation>
            <numerusform>%n stage</numerusform>
            <numerusform>%n stages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>df::RunWords</name>
    <message numerus="yes">
        <source>%n thing(s) differ from before, see Details</source>
        <translation>
            <numerusform>%n thing differ from before, see Details</numerusform>
            <numerusform>%n things differ from before, see Details</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) differ from before</source>
        <translation>
            <numerusform>%n thing differ from before</numerusform>
            <numerusform>%n things differ from before</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>df::Since</name>
    <message numerus="yes">
        <source>%1: new, %n row(s)</source>
        <translation>
            <numerusform>%1: new, %n row</numerusform>
            <numerusform>%1: new, %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: gone, had %n row(s)</source>
        <translation>
            <numerusform>%1: gone, had %n row</numerusform>
            <numerusform>%1: gone, had %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: changed, %n row(s) as before</source>
        <translation>
            <numerusform>%1: changed, %n row as before</numerusform>
            <numerusform>%1: changed, %n rows as before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 rows then, %n row(s) now</source>
        <translation>
            <numerusform>%1: %2 rows then, %n row now</numerusform>
            <numerusform>%1: %2 rows then, %n rows now</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n table(s) of %1 changed since the copy. What was written there isn't on the new server.</source>
        <translation>
            <numerusform>%n table of %1 changed since the copy. What was written there isn't on the new server.</numerusform>
            <numerusform>%n tables of %1 changed since the copy. What was written there isn't on the new server.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s):</source>
        <translation>
            <numerusform>%n file:</numerusform>
            <numerusform>%n files:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s) in which something came, went or was renamed:</source>
        <translation>
            <numerusform>%n folder in which something came, went or was renamed:</numerusform>
            <numerusform>%n folders in which something came, went or was renamed:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>df::StartPage</name>
    <message numerus="yes">
        <source>All %n run(s)…</source>
        <translation>
            <numerusform>All %n run…</numerusform>
            <numerusform>All %n runs…</numerusform>
        </translation>
    </message>
</context>
</TS>
