import ComponentRuntime
import Hummingbird
import LookoutAPI
import LookoutCore
import Telemetry
import Wire

/// The parts of Prometheus's API that clients ask to find out with whom they speak.
extension LookoutRoutes {
    /// The shape of a success.
    private struct Success<Data: Encodable>: Encodable {
        let status = "success"
        let data: Data
    }

    private struct Metadata: Encodable {
        let type: String
        let help: String
        let unit: String
    }

    private struct Target: Encodable {
        let discoveredLabels: [String: String]
        let labels: [String: String]
        let scrapePool = "workshop"
        let scrapeUrl: String
        let globalUrl: String
        let lastError: String
        let lastScrape: String
        let lastScrapeDuration: Double
        let health: String
        let scrapeInterval = "1s"
        let scrapeTimeout = "1s"

        init(_ scraped: Lookout.Scraped) {
            let announcement = scraped.announcement
            discoveredLabels = [
                "__address__": announcement.address, "__metrics_path__": "/metrics",
            ]
            labels = [
                "instance": announcement.instance, "component": announcement.component,
                "job": "workshop",
            ]
            scrapeUrl = "http://\(announcement.address)/metrics"
            globalUrl = scrapeUrl
            lastError = scraped.state.fault
            lastScrape = "\(Timestamp(milliseconds: scraped.lastScrape))"
            lastScrapeDuration = scraped.seconds
            health = scraped.lastScrape == 0 ? "unknown" : scraped.state.up ? "up" : "down"
        }
    }

    private struct Targets: Encodable {
        let activeTargets: [Target]
        let droppedTargets: [Target] = []
        let droppedTargetCounts: [String: Int] = [:]
    }

    func addLists(to api: RouterGroup<BasicRequestContext>) {
        api.get("metadata") { [hub] request, _ in
            let wanted = FormFields(request.uri.query ?? "")["metric"]
            let known = hub.with(\.metadata).filter { wanted == nil || $0.key == wanted }
            return jsonResponse(
                Success(
                    data: known.mapValues {
                        [Metadata(type: $0.type, help: $0.help, unit: $0.unit)]
                    }))
        }
        api.get("targets") { [hub] _, _ in
            jsonResponse(
                Success(data: Targets(activeTargets: hub.with(\.scraped).map(Target.init))))
        }
        api.get("status/buildinfo") { _, _ in
            // Grafana chooses what it asks by this version.
            jsonResponse(
                Success(data: ["version": "2.42.0", "application": "workshop lookout"]))
        }
        for path in ["rules", "alerts"] {
            let key = path == "rules" ? "groups" : "alerts"
            api.get("\(path)") { _, _ in jsonResponse(Success(data: [key: [String]()])) }
        }
        api.get("query_exemplars") { _, _ in jsonResponse(Success(data: [String]())) }
    }
}
