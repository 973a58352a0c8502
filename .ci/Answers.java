import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks each address that it is given as a browser does, and fails unless all of them answer 200. */
final class Answers {
    public static void main(String[] addresses) throws Exception {
        // Not upgraded to HTTP/2: that connection would stay open, and a stop wait for it.
        var client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .connectTimeout(Duration.ofSeconds(20))
                        .build();
        boolean all = addresses.length > 0;
        for (var address : addresses) {
            var request =
                    HttpRequest.newBuilder(URI.create(address))
                            .header("Accept", "text/html")
                            .timeout(Duration.ofMinutes(1))
                            .build();
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            System.out.println(status + " " + address);
            all &= status == 200;
        }
        if (!all) {
            System.exit(1);
        }
    }
}
