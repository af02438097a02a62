package dev.refwarden.hook.jgit;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.resolver.FileResolver;

/** A Git server of JGit's kind on loopback, with Refwarden in it; it believes the name that a client logs in with. */
final class JGitServer {
    /** What {@code server.yaml} names. */
    static final Function<ReceivePack, Map<String, String>> ACCOUNT =
            receiving -> Map.of("SERVER_ACCOUNT", receiving.getRefLogIdent().getName());

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    JGitServer(Path repositories, RefwardenPreReceiveHook hook) throws Exception {
        GitServlet git = new GitServlet();
        git.setRepositoryResolver(new FileResolver<>(repositories.toFile(), true));
        git.setReceivePackFactory((request, repository) -> {
            ReceivePack receiving = new ReceivePack(repository);
            receiving.setRefLogIdent(new PersonIdent(account(request), "nobody@example.org"));
            receiving.setAllowPushOptions(true);
            receiving.setPreReceiveHook(hook);
            return receiving;
        });
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(git), "/*");
        context.addFilter(new FilterHolder(JGitServer::askForName), "/*", EnumSet.of(DispatcherType.REQUEST));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(context);
        server.start();
    }

    String url(String account, String repository) {
        return "http://" + account + ":x@127.0.0.1:" + connector.getLocalPort() + "/" + repository;
    }

    void stop() throws Exception {
        server.stop();
    }

    /** Git sends no name before it is asked for one. */
    private static void askForName(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (account((HttpServletRequest) request).isEmpty()) {
            ((HttpServletResponse) response).setHeader("WWW-Authenticate", "Basic realm=git");
            ((HttpServletResponse) response).sendError(HttpServletResponse.SC_UNAUTHORIZED);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static String account(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null || !header.startsWith("Basic ")) {
            return "";
        }
        String user = new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8);
        return user.substring(0, user.indexOf(':'));
    }
}
