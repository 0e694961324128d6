#pragma once

#include "run/run_state.h"

#include <QVector>
#include <QWidget>

namespace df {

/// How long the API took to answer, as thin bars; where it didn't answer or said 503, the ground is amber.
class ProbeChart : public QWidget {
    Q_OBJECT
public:
    explicit ProbeChart(int gridHeight, QWidget* parent = nullptr);
    /// Probes between two moments on the server's clock; 0, 0: all.
    void show(const QVector<Probe>& probes, double from = 0, double to = 0);
    using QWidget::show;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Bin {
        double slowest = -1; ///< ms; -1: no probe
        bool refused = false;
    };
    [[nodiscard]] QVector<Bin> bins(int count) const;
    QVector<Probe> m_probes;
    double m_from = 0, m_to = 0;
    int m_gridHeight;
};

[[nodiscard]] inline bool refused(const Probe& p) { return p.code == 0 || p.code >= 500; }

} // namespace df
