import ArgumentParser
import Foundation

/// The man page.
struct ManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual", abstract: "Print the man page, made from the commands there are.",
        discussion: "To read it without installing: workshop manual | man -l -")

    func run() throws {
        let table = try JSONDecoder().decode(
            CommandTable.self, from: Data(WorkshopCommand._dumpHelp().utf8))
        Output.text(ManualPage(table.command, version: WorkshopCommand.version).text)
    }
}
