import Foundation
import HomeFiles
import LabKit
import Wire
import WorkshopUI
import WorkshopUIRuntime

/// What the interface begins with: the language and the place of the last session.
///
/// An actor, because language and place share a file.
actor KeptChoices {
    private struct Content: Codable {
        var language: Language?
        var screen: String?
        var lab: String?
        var step: String?
    }

    private let path: String
    private let folder: String
    private var content: Content

    /// The choices kept in a state folder; none when there is no readable file.
    init(folder: String) {
        self.folder = folder
        path = "\(folder)/interface.json"
        let bytes = try? FileBytes.read(path, limit: 4_096).get()
        content =
            bytes.flatMap { try? JSONDecoder().decode(Content.self, from: Data($0)) } ?? Content()
    }

    /// The language chosen last.
    var language: Language? { content.language }

    /// The place left last.
    var place: Place {
        Place(
            screen: content.screen.flatMap(ScreenName.init) ?? .labs, lab: content.lab,
            step: content.step)
    }

    /// Keeps a choice; one that cannot be written is lost, which harms nobody. So it does not wait for
    /// the disk either, at every change of the screen.
    func keep(_ choice: Desk.Choice) {
        switch choice {
        case .language(let language):
            content.language = language
        case .place(let place):
            content.screen = place.screen.rawValue
            content.lab = place.lab
            content.step = place.step
        }
        guard let bytes = try? JSONEncoder().encode(content) else { return }
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        _ = FileBytes.replace(path, with: Array(bytes), isSynced: false)
    }
}
