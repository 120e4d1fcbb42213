/// An error of a part that people can be told: it knows its ``Problem``.
public protocol ProblemConvertible: Error {
    var problem: Problem { get }
}
