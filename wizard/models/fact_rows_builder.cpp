#include "models/fact_rows_builder.h"

namespace df {

QString clippedList(const QStringList& list, int most) {
    QString text = QStringList(list.mid(0, most)).join(QStringLiteral(", "));
    if (list.size() > most)
        text += FactText::tr(" and %1 more").arg(list.size() - most);
    return text;
}

void FactRowsBuilder::group(const char* name) {
    close();
    m_group = static_cast<int>(m_rows.size());
    m_rows.append({true, FactText::tr(name), {}, {}, FactRow::State::Found, {}});
}

void FactRowsBuilder::add(const char* name, const QString& value, const QString& source,
                          const QString& whyNot) {
    if (!value.isEmpty())
        push(name, value, source, FactRow::State::Found, FactText::tr("Found"));
    else
        push(name,
             whyNot.isEmpty() ? FactText::tr("not found out") : FactText::tr("not found out: %1").arg(whyNot),
             source, FactRow::State::NotFound, FactText::tr("Not found out"));
}

void FactRowsBuilder::note(const char* name, const QString& value, const QString& source, const char* word) {
    push(name, value, source, FactRow::State::Unclear, FactText::tr(word));
}

void FactRowsBuilder::trouble(const char* name, const QString& value, const QString& source,
                              const char* word) {
    push(name, value, source, FactRow::State::Trouble, FactText::tr(word));
}

void FactRowsBuilder::addOrNote(bool odd, const char* name, const QString& value, const QString& source,
                                const char* word) {
    if (odd)
        note(name, value, source, word);
    else
        add(name, value, source);
}

QVector<FactRow> FactRowsBuilder::take() {
    close();
    return m_rows;
}

void FactRowsBuilder::push(const char* name, const QString& value, const QString& source,
                           FactRow::State state, const QString& word) {
    m_rows.append({false, FactText::tr(name), value.left(400).simplified(), source.left(200).simplified(),
                   state, word});
    ++m_count;
    if (state != FactRow::State::NotFound)
        ++m_found;
}

void FactRowsBuilder::close() {
    if (m_group >= 0)
        m_rows[m_group].stateText = FactText::tr("%1 of %2").arg(m_found).arg(m_count);
    m_count = m_found = 0;
}

} // namespace df
