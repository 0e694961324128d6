#include "watch/shown_text.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QMetaProperty>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QTextEdit>
#include <QWindow>

namespace df::test {

namespace {

constexpr int ownRoles = 64; ///< that are looked at beyond Qt::UserRole

void addVariant(QStringList& texts, const QVariant& value) {
    if (value.metaType() == QMetaType::fromType<QVariantMap>() ||
        value.metaType() == QMetaType::fromType<QVariantHash>() ||
        value.metaType() == QMetaType::fromType<QVariantList>() ||
        value.metaType() == QMetaType::fromType<QJsonObject>() ||
        value.metaType() == QMetaType::fromType<QJsonArray>())
        texts << QString::fromUtf8(QJsonDocument::fromVariant(value).toJson());
    else if (value.canConvert<QStringList>() && !value.canConvert<QString>())
        texts << value.toStringList();
    else if (value.canConvert<QString>())
        texts << value.toString();
}

QVector<int> rolesOf(const QAbstractItemModel& model) {
    QVector<int> roles{Qt::DisplayRole,   Qt::EditRole,           Qt::ToolTipRole,
                       Qt::StatusTipRole, Qt::WhatsThisRole,      Qt::DecorationRole,
                       Qt::UserRole,      Qt::AccessibleTextRole, Qt::AccessibleDescriptionRole};
    const auto names = model.roleNames();
    for (auto it = names.cbegin(); it != names.cend(); ++it)
        if (!roles.contains(it.key()))
            roles << it.key();
    for (int i = 1; i < ownRoles; ++i)
        roles << Qt::UserRole + i;
    return roles;
}

void addBelow(QStringList& texts, const QAbstractItemModel& model, const QModelIndex& parent,
              const QVector<int>& roles) {
    for (int row = 0; row < model.rowCount(parent); ++row)
        for (int column = 0; column < model.columnCount(parent); ++column) {
            const QModelIndex index = model.index(row, column, parent);
            for (const int role : roles)
                addVariant(texts, model.data(index, role));
            if (model.hasChildren(index))
                addBelow(texts, model, index, roles);
        }
}

QString placeOf(const QWidget* widget) {
    QString place;
    for (const QWidget* w = widget; w; w = w->parentWidget())
        place.prepend(QLatin1Char('/') + QLatin1String(w->metaObject()->className()));
    return (widget->isVisible() ? QLatin1String("shown ") : QLatin1String("hidden ")) + place.mid(1) +
           (widget->objectName().isEmpty() ? QString() : QLatin1Char('#') + widget->objectName());
}

class Gatherer {
public:
    void add(const QString& where, const QString& text) {
        const auto lines = text.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        for (const QString& line : lines)
            m_all.append({where, line});
    }
    void add(const QString& where, const QStringList& texts) {
        for (const QString& text : texts)
            add(where, text);
    }
    /// Every property that is a text: Qt's own, and those of our classes.
    void properties(const QString& place, const QObject& object, const QSet<QByteArray>& except = {}) {
        const QMetaObject* meta = object.metaObject();
        for (int i = 0; i < meta->propertyCount(); ++i) {
            const QMetaProperty property = meta->property(i);
            const bool isText = property.metaType() == QMetaType::fromType<QString>() ||
                                property.metaType() == QMetaType::fromType<QStringList>();
            if (!isText || except.contains(property.name()))
                continue;
            QStringList texts;
            addVariant(texts, property.read(&object));
            add(place + QLatin1Char('.') + QLatin1String(property.name()), texts);
        }
        const auto names = object.dynamicPropertyNames();
        for (const QByteArray& name : names) {
            QStringList texts;
            addVariant(texts, object.property(name));
            add(place + QLatin1Char('.') + QString::fromUtf8(name), texts);
        }
    }
    void widget(QWidget& widget) {
        const QString place = placeOf(&widget);
        properties(place, widget, hiddenProperties(widget));
        const auto actions = widget.findChildren<QAction*>(Qt::FindDirectChildrenOnly);
        for (const QAction* action : actions + widget.actions())
            properties(place + QStringLiteral("/QAction"), *action);
        models(place, widget);
        if (QAccessibleInterface* said = QAccessible::queryAccessibleInterface(&widget))
            for (const auto kind : {QAccessible::Name, QAccessible::Description, QAccessible::Value,
                                    QAccessible::Help, QAccessible::Accelerator})
                add(place + QStringLiteral(".accessible"), said->text(kind));
    }
    [[nodiscard]] QVector<ShownText> take() { return std::move(m_all); }

private:
    /// What an edit holds but doesn't show: the dots are its display text. And what would only repeat a text.
    static QSet<QByteArray> hiddenProperties(const QWidget& widget) {
        const auto* edit = qobject_cast<const QLineEdit*>(&widget);
        if (edit && edit->echoMode() != QLineEdit::Normal)
            return {"text", "selectedText"};
        return {"markdown", "styleSheet"};
    }
    void models(const QString& place, const QWidget& widget) {
        const QAbstractItemModel* model = nullptr;
        if (const auto* view = qobject_cast<const QAbstractItemView*>(&widget))
            model = view->model();
        else if (const auto* box = qobject_cast<const QComboBox*>(&widget))
            model = box->model();
        else if (const auto* edit = qobject_cast<const QLineEdit*>(&widget))
            model = edit->completer() ? edit->completer()->model() : nullptr;
        if (model)
            add(place + QStringLiteral(".model"), modelTexts(*model));
    }

    QVector<ShownText> m_all;
};

void addClipboard(Gatherer& gatherer) {
    for (const auto mode : {QClipboard::Clipboard, QClipboard::Selection})
        if (const QMimeData* data = QGuiApplication::clipboard()->mimeData(mode)) {
            const auto formats = data->formats();
            for (const QString& format : formats)
                gatherer.add(QStringLiteral("clipboard ") + format, QString::fromUtf8(data->data(format)));
        }
}

} // namespace

QStringList modelTexts(const QAbstractItemModel& model) {
    const QVector<int> roles = rolesOf(model);
    QStringList texts;
    addBelow(texts, model, {}, roles);
    for (const auto orientation : {Qt::Horizontal, Qt::Vertical}) {
        const int count = orientation == Qt::Horizontal ? model.columnCount() : model.rowCount();
        for (int section = 0; section < count; ++section)
            for (const int role : roles)
                addVariant(texts, model.headerData(section, orientation, role));
    }
    texts.removeDuplicates();
    return texts;
}

QVector<ShownText> shownTexts() {
    Gatherer gatherer;
    const auto widgets = QApplication::allWidgets();
    for (QWidget* widget : widgets) {
        gatherer.widget(*widget);
        if (widget->isWindow() && widget->isVisible())
            gatherer.add(QStringLiteral("painted ") + placeOf(widget), paintedTexts(*widget));
    }
    const auto windows = QGuiApplication::allWindows();
    for (const QWindow* window : windows)
        gatherer.properties(QStringLiteral("window"), *window);
    addClipboard(gatherer);
    return gatherer.take();
}

} // namespace df::test
