/// The assignment of rows to columns with the greatest sum, each used at most once (Kuhn-Munkres in the form of
/// shortest augmenting paths; Jonker and Volgenant 1987, Computing 38:325).
enum LinearAssignment {
    /// - Parameter scores: `scores[row][column]`, all rows of one length, scores of zero or more.
    /// - Returns: for each row its column, or nil where there are more rows than columns.
    /// - Complexity: O(n³) for n the greater of both counts.
    static func best(_ scores: [[Double]]) -> [Int?] {
        let rows = scores.count
        guard rows > 0, let columns = scores.first?.count, columns > 0 else { return scores.map { _ in nil } }
        let size = max(rows, columns)
        let greatest = scores.joined().max() ?? 0
        func cost(_ row: Int, _ column: Int) -> Double {
            row < rows && column < columns ? greatest - scores[row][column] : greatest
        }

        var rowPotential = [Double](repeating: 0, count: size + 1)
        var columnPotential = [Double](repeating: 0, count: size + 1)
        var rowOfColumn = [Int](repeating: 0, count: size + 1)
        for row in 1...size {
            var way = [Int](repeating: 0, count: size + 1)
            var least = [Double](repeating: .infinity, count: size + 1)
            var used = [Bool](repeating: false, count: size + 1)
            rowOfColumn[0] = row
            var column = 0
            repeat {
                used[column] = true
                let current = rowOfColumn[column]
                var step = Double.infinity
                var next = 0
                for candidate in 1...size where !used[candidate] {
                    let reduced =
                        cost(current - 1, candidate - 1) - rowPotential[current] - columnPotential[candidate]
                    if reduced < least[candidate] {
                        least[candidate] = reduced
                        way[candidate] = column
                    }
                    if least[candidate] < step {
                        step = least[candidate]
                        next = candidate
                    }
                }
                for index in 0...size {
                    if used[index] {
                        rowPotential[rowOfColumn[index]] += step
                        columnPotential[index] -= step
                    } else {
                        least[index] -= step
                    }
                }
                column = next
            } while rowOfColumn[column] != 0
            repeat {
                let before = way[column]
                rowOfColumn[column] = rowOfColumn[before]
                column = before
            } while column != 0
        }

        var result = [Int?](repeating: nil, count: rows)
        for column in 1...size where rowOfColumn[column] - 1 < rows && column - 1 < columns {
            result[rowOfColumn[column] - 1] = column - 1
        }
        return result
    }
}
