#!/usr/bin/env python3
"""Fills the English plural forms of df_en.ts: "%n stage(s)" is "1 stage" and "2 stages". Run after lupdate -pluralonly.

    lupdate -no-obsolete -locations none -source-language en -target-language en -pluralonly app wizard backend -ts translations/df_en.ts
    translations/fill-plurals.py translations/df_en.ts
"""
import re
import sys
import xml.etree.ElementTree as ET

path = sys.argv[1]
tree = ET.parse(path)
for message in tree.iter("message"):
    if message.get("numerus") != "yes":
        continue
    source = message.findtext("source")
    one = re.sub(r"\((?:s|es)\)", "", source)
    many = re.sub(r"\((s|es)\)", r"\1", source)
    one = one.replace("things to look at", "thing to look at")
    one = one.replace("%n check were", "%n check was").replace("%n stored secret don't", "%n stored secret doesn't")
    many = many.replace("blocks the start", "block the start")
    many = re.sub(r"(must fix|should know) is ", r"\1 are ", many)
    if "block(s)" in source:
        one = source.replace("block(s)", "blocks")
    translation = message.find("translation")
    translation.attrib.pop("type", None)
    for form, text in zip(translation.findall("numerusform"), (one, many)):
        form.text = text
head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
body = ET.tostring(tree.getroot(), encoding="unicode")
with open(path, "w", encoding="utf-8") as out:
    out.write(head + body + "\n")
