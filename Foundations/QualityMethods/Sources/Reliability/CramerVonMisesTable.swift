/// Critical values of the Cramér-von Mises statistic of a power-law process whose shape is estimated without bias.
///
/// Simulated with 2 million draws a row (Tests/Reliability/Reference/cramer_von_mises.py), good to about ±0.0005; the
/// tables of MIL-HDBK-189C hold the same to fewer digits. Between rows 1/M is interpolated.
enum CramerVonMisesTable {
    private static let levels = [0.20, 0.15, 0.10, 0.05, 0.01]
    private static let rows: [(terms: Int, values: [Double])] = [
        (2, [0.1373, 0.1487, 0.1612, 0.1747, 0.1864]),
        (3, [0.1204, 0.1346, 0.1538, 0.1827, 0.2303]),
        (4, [0.1206, 0.1344, 0.1543, 0.1910, 0.2804]),
        (5, [0.1210, 0.1368, 0.1595, 0.1992, 0.2966]),
        (6, [0.1225, 0.1388, 0.1623, 0.2037, 0.3083]),
        (7, [0.1235, 0.1402, 0.1641, 0.2067, 0.3139]),
        (8, [0.1243, 0.1412, 0.1658, 0.2093, 0.3179]),
        (9, [0.1249, 0.1420, 0.1668, 0.2108, 0.3214]),
        (10, [0.1253, 0.1425, 0.1674, 0.2118, 0.3235]),
        (12, [0.1263, 0.1437, 0.1689, 0.2139, 0.3266]),
        (15, [0.1267, 0.1442, 0.1699, 0.2153, 0.3287]),
        (20, [0.1275, 0.1454, 0.1711, 0.2170, 0.3313]),
        (30, [0.1284, 0.1464, 0.1725, 0.2190, 0.3333]),
        (60, [0.1287, 0.1470, 0.1732, 0.2200, 0.3354]),
        (100, [0.1290, 0.1472, 0.1738, 0.2207, 0.3360]),
    ]

    static func critical(terms: Int, significance: Double) -> Double? {
        guard terms >= 2, let column = levels.firstIndex(of: significance), let last = rows.last else { return nil }
        if terms >= last.terms { return last.values[column] }
        for (below, above) in zip(rows, rows.dropFirst()) where terms >= below.terms && terms <= above.terms {
            let (a, b) = (1 / Double(below.terms), 1 / Double(above.terms))
            let part = (a - 1 / Double(terms)) / (a - b)
            return below.values[column] + part * (above.values[column] - below.values[column])
        }
        return nil
    }
}
