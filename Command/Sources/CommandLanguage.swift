import ArgumentParser
import Foundation
import Kernel

/// The language the command speaks: `--language`, else what the environment says, else English.
struct CommandLanguage: ParsableArguments {
    @Option(name: .long, help: "Language of messages: zh-Hans or en. Default: from LANG.")
    var language: String?

    func chosen() throws -> Language {
        if let language {
            guard let known = Language(rawValue: language) else {
                throw ValidationError("--language \(language) is not known; write zh-Hans or en")
            }
            return known
        }
        let environment = ProcessInfo.processInfo.environment
        let named = environment["LC_ALL"] ?? environment["LC_MESSAGES"] ?? environment["LANG"] ?? ""
        return named.hasPrefix("zh") ? .zhHans : .en
    }
}
