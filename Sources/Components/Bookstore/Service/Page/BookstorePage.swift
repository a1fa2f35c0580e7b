/// The web page at `/`: one document with all it needs inside, as the original had it.
///
/// Style and script carry a nonce that is new with every answer; whatever else finds its way into
/// the page does not run.
struct BookstorePage: Sendable {
    let nonce: String

    /// For the header `Content-Security-Policy`.
    var policy: String {
        [
            "default-src 'none'", "script-src 'nonce-\(nonce)'", "style-src 'nonce-\(nonce)'",
            "connect-src 'self'", "img-src 'self'", "base-uri 'none'", "form-action 'none'",
            "frame-ancestors 'none'",
        ].joined(separator: "; ")
    }

    var document: String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Bookstore</title>
        <link rel="icon" href="/covers/00001.svg">
        <style nonce="\(nonce)">
        \(PageStyle.text)
        </style>
        </head>
        <body>
        <header>
        <div class="bar">
        <h1 data-word="title">Bookstore</h1>
        <span><span class="label" data-word="user">User</span> <strong id="user"></strong></span>
        <span class="balance push"><span class="label" data-word="balance">Balance</span>
        <strong id="balance" role="status">—</strong></span>
        <button id="lang" type="button">中文</button>
        </div>
        </header>
        <main>
        <div class="tools">
        <button id="by-code" type="button" data-word="byCode" aria-pressed="true">By code</button>
        <button id="sorted" type="button" data-word="sorted" aria-pressed="false">Sorted</button>
        <span id="say" class="bad" role="alert"></span>
        </div>
        <noscript>This page needs JavaScript. 本页需要 JavaScript。</noscript>
        <ol id="books"></ol>
        </main>
        <dialog id="confirm" aria-labelledby="ask">
        <p id="ask"></p>
        <p id="total" class="total"></p>
        <div class="row">
        <button id="no" type="button" data-word="cancel">Cancel</button>
        <button id="yes" type="button" class="main" data-word="confirm" autofocus>Order now</button>
        </div>
        </dialog>
        <script nonce="\(nonce)">
        \(PageScript.text)
        </script>
        </body>
        </html>
        """
    }
}
