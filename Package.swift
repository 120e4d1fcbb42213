// swift-tools-version:6.1
import PackageDescription

// The architecture on one screen. Arrows point one way only:
// Foundations <- Platform <- Engines <- Server <- Command. Tests/Architecture reads this file and holds it to that.

let package = Package(
    name: "heng",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "heng", targets: ["heng"])],
    dependencies: [
        .package(path: "Foundations"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    ],
    targets: [
        // System libraries, from Debian's packages.
        .systemLibrary(
            name: "CPostgres", path: "Platform/Storage/CPostgres", pkgConfig: "libpq",
            providers: [.apt(["libpq-dev"])]),
        .systemLibrary(
            name: "CCrypto", path: "Platform/Ledger/CCrypto", pkgConfig: "libcrypto",
            providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CSpawn", path: "Platform/Processes/CSpawn"),

        // Platform: what every engine needs.
        .target(
            name: "Kernel",
            dependencies: [.product(name: "CivicCalendar", package: "Foundations")],
            path: "Platform/Kernel/Sources"),
        .target(
            name: "Storage",
            dependencies: [
                "Kernel", "CPostgres", "CCrypto",
                .product(name: "CivicCalendar", package: "Foundations"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            path: "Platform/Storage/Sources",
            resources: [.copy("Strings")]),
        .target(
            name: "Ledger", dependencies: ["Kernel", "Storage", "CCrypto"], path: "Platform/Ledger/Sources",
            resources: [.copy("Strings")]),
        .target(
            name: "Search", dependencies: ["Kernel", "Storage"], path: "Platform/Search/Sources",
            resources: [.copy("Strings")]),
        .target(
            name: "Packs",
            dependencies: [
                "Kernel",
                .product(name: "CivicCalendar", package: "Foundations"),
                .product(name: "Yams", package: "Yams"),
            ],
            path: "Platform/Packs/Sources",
            resources: [.copy("Strings")]),
        .target(
            name: "Web",
            dependencies: [
                "Kernel",
                .product(name: "CivicCalendar", package: "Foundations"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "Yams", package: "Yams"),
            ],
            path: "Platform/Web/Sources",
            resources: [.copy("Public"), .copy("Strings"), .copy("Templates")]),
        .target(
            name: "Exchange",
            dependencies: [
                "Kernel", "Web",
                .product(name: "Documents", package: "Foundations"),
            ],
            path: "Platform/Exchange/Sources",
            resources: [.copy("Strings")]),

        .target(
            name: "Access",
            dependencies: [
                "Kernel", "Storage", "Ledger", "CCrypto",
                .product(name: "CivicCalendar", package: "Foundations"),
            ],
            path: "Platform/Access/Sources",
            resources: [.copy("Strings")]),
        .target(
            name: "Files",
            dependencies: [
                "Kernel", "Storage", "Ledger",
                .product(name: "CivicCalendar", package: "Foundations"),
                .product(name: "Documents", package: "Foundations"),
            ],
            path: "Platform/Files/Sources",
            resources: [.copy("Strings")]),
        .target(name: "Processes", dependencies: ["CSpawn"], path: "Platform/Processes/Sources"),
        .target(
            name: "Messages",
            dependencies: [
                "Kernel", "Storage", "Ledger", "Processes", .product(name: "CivicCalendar", package: "Foundations"),
            ],
            path: "Platform/Messages/Sources",
            resources: [.copy("Strings")]),
        .target(
            name: "Printing", dependencies: ["Kernel", "Processes"], path: "Platform/Printing/Sources",
            resources: [.copy("Strings")]),

        // Engines: they never import each other.
        .target(
            name: "Administration",
            dependencies: [
                "Kernel", "Storage", "Ledger", "Access", "Web", "Exchange",
                .product(name: "CivicCalendar", package: "Foundations"),
            ],
            path: "Engines/Administration/Sources",
            resources: [.copy("Strings"), .copy("Templates")]),
        .target(
            name: "Commitments",
            dependencies: [
                "Kernel", "Storage", "Ledger", "Search", "Packs", "Access", "Files", "Messages", "Printing", "Web",
                "Exchange",
                .product(name: "CivicCalendar", package: "Foundations"),
                .product(name: "Documents", package: "Foundations"),
                .product(name: "PlanText", package: "Foundations"),
            ],
            path: "Engines/Commitments/Sources",
            resources: [.copy("Public"), .copy("Strings"), .copy("Templates")]),
        .target(
            name: "Evidence",
            dependencies: ["Kernel", "Storage", "Ledger", "Web", "Exchange"],
            path: "Engines/Evidence/Sources",
            resources: [.copy("Strings"), .copy("Templates")]),

        // Server: the composition root.
        .target(
            name: "Server",
            dependencies: [
                "Kernel", "Storage", "Ledger", "Search", "Packs", "Access", "Files", "Messages", "Printing", "Web",
                "Exchange", "Administration", "Commitments", "Evidence",
                .product(name: "CivicCalendar", package: "Foundations"),
                .product(name: "Hummingbird", package: "hummingbird"),
            ],
            path: "Server/Sources",
            resources: [.copy("Strings"), .copy("Templates")]),

        // Command: `heng`.
        .executableTarget(
            name: "heng",
            dependencies: [
                "Server", "Kernel", "Storage", "Ledger", "Packs", "Access", "Files", "Messages", "Exchange",
                "Commitments",
                .product(name: "CivicCalendar", package: "Foundations"),
                .product(name: "PlanText", package: "Foundations"),
                .product(name: "QualityMethods", package: "Foundations"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Command/Sources"),

        // Tests stand beside what they test; Testing targets are what several of them share.
        .target(
            name: "StorageTesting", dependencies: ["Storage", "CPostgres"], path: "Platform/Storage/Testing"),
        .executableTarget(
            name: "storage-crash-writer", dependencies: ["Storage"], path: "Platform/Storage/CrashWriter"),
        .executableTarget(
            name: "files-crash-writer", dependencies: ["Files", "Kernel"], path: "Platform/Files/CrashWriter"),
        .target(
            name: "WebTesting",
            dependencies: [
                "Web", "Kernel",
                .product(name: "CivicCalendar", package: "Foundations"),
                .product(name: "Hummingbird", package: "hummingbird"),
            ],
            path: "Platform/Web/Testing"),
        .testTarget(
            name: "KernelTests",
            dependencies: ["Kernel", .product(name: "CivicCalendar", package: "Foundations")],
            path: "Platform/Kernel/Tests"),
        .testTarget(
            name: "StorageTests",
            dependencies: [
                "Storage", "Kernel", "StorageTesting", "storage-crash-writer",
                .product(name: "CivicCalendar", package: "Foundations"),
            ],
            path: "Platform/Storage/Tests"),
        .testTarget(
            name: "LedgerTests", dependencies: ["Ledger", "Kernel", "Storage", "StorageTesting"],
            path: "Platform/Ledger/Tests"),
        .testTarget(
            name: "SearchTests", dependencies: ["Search", "Kernel", "Storage", "StorageTesting"],
            path: "Platform/Search/Tests"),
        .testTarget(
            name: "PacksTests",
            dependencies: ["Packs", "Kernel", .product(name: "CivicCalendar", package: "Foundations")],
            path: "Platform/Packs/Tests"),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Web", "WebTesting", "Kernel",
                .product(name: "CivicCalendar", package: "Foundations"),
                .product(name: "Hummingbird", package: "hummingbird"),
            ],
            path: "Platform/Web/Tests", exclude: ["Gallery/Templates"]),
        .testTarget(
            name: "ExchangeTests",
            dependencies: ["Exchange", "Kernel", "Web", .product(name: "Documents", package: "Foundations")],
            path: "Platform/Exchange/Tests"),
        .testTarget(
            name: "AccessTests",
            dependencies: [
                "Access", "Kernel", "Storage", "Ledger", "StorageTesting",
                .product(name: "CivicCalendar", package: "Foundations"),
            ],
            path: "Platform/Access/Tests"),
        .testTarget(
            name: "FilesTests",
            dependencies: [
                "Files", "Kernel", "Storage", "Ledger", "StorageTesting", "files-crash-writer",
                .product(name: "CivicCalendar", package: "Foundations"),
                .product(name: "Documents", package: "Foundations"),
            ],
            path: "Platform/Files/Tests"),
        .testTarget(
            name: "MessagesTests",
            dependencies: [
                "Messages", "Kernel", "Storage", "Ledger", "Processes", "StorageTesting",
                .product(name: "CivicCalendar", package: "Foundations"),
            ],
            path: "Platform/Messages/Tests"),
        .testTarget(name: "ProcessesTests", dependencies: ["Processes"], path: "Platform/Processes/Tests"),
        .testTarget(
            name: "PrintingTests", dependencies: ["Printing", "Kernel", "Processes"], path: "Platform/Printing/Tests"),
        .testTarget(
            name: "AdministrationTests",
            dependencies: [
                "Administration", "Access", "Kernel", "Storage", "Ledger", "Web", "Exchange", "StorageTesting",
                "WebTesting",
                .product(name: "CivicCalendar", package: "Foundations"),
            ],
            path: "Engines/Administration/Tests"),
        .testTarget(
            name: "CommitmentsTests",
            dependencies: [
                "Commitments", "Kernel", "Storage", "Ledger", "Search", "Packs", "Access", "Files", "Messages",
                "Printing", "Processes", "Web", "Exchange", "StorageTesting", "WebTesting",
                .product(name: "CivicCalendar", package: "Foundations"),
                .product(name: "Documents", package: "Foundations"),
                .product(name: "PlanText", package: "Foundations"),
            ],
            path: "Engines/Commitments/Tests"),
        .testTarget(
            name: "EvidenceTests",
            dependencies: [
                "Evidence", "Kernel", "Storage", "Ledger", "Web", "Exchange", "StorageTesting", "WebTesting",
                .product(name: "CivicCalendar", package: "Foundations"),
            ],
            path: "Engines/Evidence/Tests"),
        .testTarget(
            name: "ServerTests",
            dependencies: [
                "Server", "Kernel", "Storage", "Ledger", "Search", "Packs", "Access", "Files", "Messages", "Printing",
                "Web", "Exchange", "Administration", "Commitments", "Evidence", "StorageTesting", "WebTesting",
                .product(name: "CivicCalendar", package: "Foundations"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "PlanText", package: "Foundations"),
            ],
            path: "Server/Tests", exclude: ["permissions.txt"]),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "heng", "Server", "Storage", "Files",
                .product(name: "Documents", package: "Foundations"),
                .product(name: "PlanText", package: "Foundations"),
            ],
            path: "Command/Tests"),
        .testTarget(name: "ArchitectureTests", path: "Tests/Architecture"),
    ],
    swiftLanguageModes: [.v6]
)
