import Access
import CivicCalendar
import Exchange
import Files
import Foundation
import Kernel
import Ledger
import Messages
import Packs
import Printing
import Search
import Storage
import Web
import WebTesting

@testable import Commitments

extension CityFixture {
    /// The site of the engine's pages alone, put together from what the engine brings to the house.
    func site(
        asOf: String = "2021-09-15", roles: Set<Role> = [.office], actor: Actor? = nil
    ) throws -> Site {
        var configuration = SampleSite.configuration(
            home: CommitmentsEngine.home, date: try CivicDate("2021-09-20"), asOf: try CivicDate(asOf), roles: roles)
        let engine = CommitmentsEngine(
            database: database, files: FileStore(folder: Self.files), access: AccessParts(database: database))
        if let actor { configuration.actorSource = { _ in actor } }
        configuration.declared = CommitmentsEngine.declared
        configuration.registrations = engine.registrations
        configuration.templates = [CommitmentsEngine.templates]
        configuration.publicFolders = [CommitmentsEngine.publicFiles]
        configuration.navigation = CommitmentsEngine.navigation
        CommitmentsEngine.grant(in: &configuration.policy)
        configuration.strings = try PackStrings.catalogue()
        let folders = [
            StorageStrings.folder, LedgerStrings.folder, SearchStrings.folder, ExchangeStrings.folder,
            FilesStrings.folder, MessagesStrings.folder, PrintingStrings.folder, CommitmentsEngine.strings,
        ]
        for folder in folders {
            for (language, texts) in try StringFiles.load(folder) { configuration.strings.add(texts, in: language) }
        }
        return try Site(configuration)
    }

    /// Where the files of all tests of a process are kept, by their content.
    private static let files = FileManager.default.temporaryDirectory.appending(
        path: "heng-commitments-\(ProcessInfo.processInfo.processIdentifier)")

    /// A browser of somebody, on a business date that holds for the database and the site alike.
    func client(as actor: Actor, on day: String) throws -> TestClient {
        TestClient(try on(day).site(asOf: day, actor: actor))
    }

    func client(
        asOf: String = "2021-09-15", roles: Set<Role> = [.office], actor: Actor? = nil
    ) throws -> TestClient {
        TestClient(try site(asOf: asOf, roles: roles, actor: actor))
    }
}

/// The languages of the interface, as a browser asks for them.
let languages = [("zh-CN", Language.zhHans), ("en-GB", Language.en)]

func asking(_ language: String) -> [(String, String)] { [("Accept-Language", language)] }
