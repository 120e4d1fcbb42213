import Foundation

/// `methods-bench FOLDER THREADS`: one side of `make bench-methods`. It reads commands, one a line, and answers each with
/// one line, so that a script can run it beside its peers on the same data.
///
/// - `prepare ROW`: reads the row's data from the folder; answers `ok`, or `absent` for a row it does not know.
/// - `run`: does the work once and answers `seconds S`.
/// - `answer FILE`: does the work once and writes its numbers, little-endian doubles, to a file of the folder.
/// - `drop`: forgets the row.
@main
enum MethodsBench {
    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let threads = Int(arguments[2]), threads >= 1 else {
            FileHandle.standardError.write(Data("usage: methods-bench FOLDER THREADS\n".utf8))
            exit(2)
        }
        let data = BenchData(folder: URL(fileURLWithPath: arguments[1], isDirectory: true))
        var work: BenchRow.Work?
        while let line = readLine() {
            do {
                say(try answer(line.split(separator: " ").map(String.init), data, threads, &work))
            } catch {
                say("error \(error)".replacing("\n", with: " "))
            }
        }
    }

    private static func answer(
        _ words: [String], _ data: BenchData, _ threads: Int, _ work: inout BenchRow.Work?
    ) throws -> String {
        switch words.first {
        case "prepare":
            guard let row = BenchRow.all.first(where: { $0.name == words.last }) else { return "absent" }
            work = try row.prepare(data, threads)
            return "ok"
        case "run":
            guard let work else { return "error nothing is prepared" }
            let clock = ContinuousClock()
            let start = clock.now
            let result = try work()
            let elapsed = (clock.now - start).components
            // The result lives until the clock has stopped, as those of the other sides do.
            withExtendedLifetime(result) {}
            return "seconds \(Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18)"
        case "answer":
            guard let work, let file = words.last else { return "error nothing is prepared" }
            let numbers = try work()()
            try data.write(numbers, to: file)
            return "ok"
        case "drop":
            work = nil
            return "ok"
        default: return "error unknown command"
        }
    }

    private static func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
}
