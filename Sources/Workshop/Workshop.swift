import ArgumentParser
@main struct Workshop: AsyncParsableCommand { func run() async throws {} }
