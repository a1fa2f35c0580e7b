import Foundation
import HomeFiles

/// Makes a home ready: the folders, and the files that an attendee starts from where they are missing.
enum HomeSetup {
    /// The folder, below the labs, with the files every home starts from.
    static let startingFiles = "01-microservices/files"

    /// Where the files are that every home starts from: with the labs, or with those of the program
    /// when somebody else's folder has none.
    static func startingFolder(_ labs: String) -> String {
        let folders = [labs, Session.ownLabs ?? labs].map { "\($0)/\(startingFiles)" }
        return folders.first { FileManager.default.fileExists(atPath: $0) } ?? folders[0]
    }

    /// - Parameter labs: the folder with the labs.
    /// - Throws: ``Failure`` when a folder or file cannot be made.
    static func prepare(_ layout: HomeLayout, labs: String) throws(Failure) {
        let files = FileManager.default
        do {
            for folder in [layout.home, layout.data, layout.logs, layout.state] {
                try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
            }
            for name in [BookstoreFile.fileName, AccountFile.fileName, WorkshopFile.fileName]
            where !files.fileExists(atPath: layout.path(of: name)) {
                try files.copyItem(
                    atPath: "\(startingFolder(labs))/\(name)", toPath: layout.path(of: name))
            }
        } catch {
            throw Failure(
                .unreadable, "home_unusable",
                english: "the home \(layout.home) cannot be used: \(error.localizedDescription)",
                chinese: "无法使用主目录 \(layout.home)：\(error.localizedDescription)")
        }
    }
}
