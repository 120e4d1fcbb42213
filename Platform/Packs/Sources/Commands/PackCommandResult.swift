/// What a command prints and how it ends: 0 done, 1 Heng or the machine failed, 2 the input is at fault.
public struct PackCommandResult: Sendable, Equatable {
    public var output: String
    public var exitCode: Int32

    public init(output: String, exitCode: Int32) {
        self.output = output
        self.exitCode = exitCode
    }
}
