/// What `POST /reload` answers.
struct ReloadReply: Codable, Equatable {
    /// The files that changed and were applied.
    var applied: [String]
}
