package dev.refwarden.statement;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.refwarden.crypto.Digests;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks compact identity tokens (RFC 7519, OpenID Connect Core 1.0, section 2). The issuer's one algorithm and its
 * own keys count, whatever the token's header says.
 */
public final class IdentityToken {
    private static final int MOST_CHARACTERS = 16 << 10;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** How old a token may be that the issuer makes while someone waits. */
    private static final Duration OLDEST_LOGIN = Duration.ofMinutes(5);

    /** How far the issuer's clock may be from this server's. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private final TokenIssuer issuer;
    private final SignedJWT token;
    private final JWTClaimsSet claims;

    private IdentityToken(TokenIssuer issuer, SignedJWT token, JWTClaimsSet claims) {
        this.issuer = issuer;
        this.token = token;
        this.claims = claims;
    }

    /**
     * What this server asked an issuer for, so that a person logs in.
     *
     * @param client the name under which the issuer knows this server
     * @param nonce drawn for this login alone
     */
    public record Login(String client, String nonce) {}

    /** What the token shows about {@code push} at {@code now}. */
    public static TokenCheck check(String compact, List<TokenIssuer> issuers, PushStatement push, Instant now) {
        return read(compact, issuers, token -> token.check(push, now));
    }

    /** What the token shows about a login at {@code now}; its id is empty where it has none. */
    public static TokenCheck check(String compact, TokenIssuer issuer, Login login, Instant now) {
        return read(compact, List.of(issuer), token -> token.check(login, now));
    }

    /** Looks at a token of a known issuer. */
    private interface Look {
        TokenCheck at(IdentityToken token) throws ParseException, JOSEException;
    }

    private static TokenCheck read(String compact, List<TokenIssuer> issuers, Look look) {
        if (compact.length() > MOST_CHARACTERS) {
            return new TokenCheck.Bad("it is larger than any token");
        }
        try {
            SignedJWT token = SignedJWT.parse(compact);
            JWTClaimsSet claims = token.getJWTClaimsSet();
            for (TokenIssuer issuer : issuers) {
                if (issuer.issuer().equals(claims.getIssuer())) {
                    return look.at(new IdentityToken(issuer, token, claims));
                }
            }
            return new TokenCheck.Bad("it is by nobody whom issuers.yaml names");
        } catch (ParseException | IllegalArgumentException e) {
            return new TokenCheck.Bad("it is not a signed token");
        } catch (JOSEException e) {
            return new TokenCheck.Bad("its signature cannot be checked");
        }
    }

    private TokenCheck check(PushStatement push, Instant now) throws ParseException, JOSEException {
        return signed(header().or(() -> life(now)).or(() -> binding(push)).or(this::presence));
    }

    private TokenCheck check(Login login, Instant now) throws ParseException, JOSEException {
        return signed(header().or(() -> lifeOf(now)).or(() -> binding(login)).or(this::presence));
    }

    private TokenCheck signed(Optional<String> fault) throws ParseException, JOSEException {
        if (fault.isPresent()) {
            return new TokenCheck.Bad(fault.get());
        }
        if (!isSigned()) {
            return new TokenCheck.Bad("its signature is bad");
        }
        String id = claims.getJWTID();
        return new TokenCheck.Good(issuer.issuer(), claims.getSubject(), id == null ? "" : id);
    }

    private Optional<String> header() {
        JWSHeader header = token.getHeader();
        if (!header.getAlgorithm().getName().equals(issuer.algorithm())) {
            return Optional.of("it is not signed with " + issuer.algorithm());
        }
        boolean plain = header.getCriticalParams() == null
                && header.getJWK() == null
                && header.getJWKURL() == null
                && header.getX509CertURL() == null
                && header.isBase64URLEncodePayload();
        return plain ? Optional.empty() : Optional.of("its header asks for more than a key of the issuer");
    }

    private Optional<String> life(Instant now) {
        Date issued = claims.getIssueTime();
        Date expires = claims.getExpirationTime();
        if (issued == null || expires == null) {
            return Optional.of("it does not say when it was made and until when it is good");
        }
        if (Duration.between(issued.toInstant(), expires.toInstant()).compareTo(LONGEST) > 0) {
            return Optional.of("it is good for more than five minutes");
        }
        if (!now.isBefore(expires.toInstant())) {
            return Optional.of("it has expired");
        }
        return isFromFuture(issued, now) ? Optional.of("it is from the future") : Optional.empty();
    }

    /** Of a login's token: made just now, however long it is good. */
    private Optional<String> lifeOf(Instant now) {
        Date issued = claims.getIssueTime();
        Date expires = claims.getExpirationTime();
        if (issued == null || expires == null) {
            return Optional.of("it does not say when it was made and until when it is good");
        }
        if (issued.toInstant().isBefore(now.minus(OLDEST_LOGIN)) || !now.isBefore(expires.toInstant())) {
            return Optional.of("it has expired");
        }
        return isFromFuture(issued, now) ? Optional.of("it is from the future") : Optional.empty();
    }

    private boolean isFromFuture(Date issued, Instant now) {
        Date from = claims.getNotBeforeTime();
        return issued.toInstant().isAfter(now.plus(SKEW))
                || (from != null && from.toInstant().isAfter(now.plus(SKEW)));
    }

    private Optional<String> binding(Login login) {
        if (!List.of(login.client()).equals(claims.getAudience())) {
            return Optional.of("it is for another audience than this server");
        }
        if (!login.nonce().equals(claims.getClaim("nonce"))) {
            return Optional.of("its nonce is not that of this login");
        }
        return isText(claims.getSubject()) ? Optional.empty() : Optional.of("it has no subject");
    }

    private Optional<String> binding(PushStatement push) {
        if (!List.of(push.repository()).equals(claims.getAudience())) {
            return Optional.of("it is for another audience than " + push.repository());
        }
        String nonce = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Digests.sha256().digest(push.bytes()));
        if (!nonce.equals(claims.getClaim("nonce"))) {
            return Optional.of("its nonce is not that of this push");
        }
        boolean named = isText(claims.getSubject()) && isText(claims.getJWTID());
        return named ? Optional.empty() : Optional.of("it has no subject or no id");
    }

    private Optional<String> presence() {
        Object methods = claims.getClaim("amr");
        for (String method : issuer.methods()) {
            if (!(methods instanceof List<?> list) || !list.contains(method)) {
                return Optional.of("it does not say that its owner was there by " + method);
            }
        }
        boolean context = issuer.context().isEmpty() || issuer.context().get().equals(claims.getClaim("acr"));
        return context
                ? Optional.empty()
                : Optional.of("it does not say that its owner was there by "
                        + issuer.context().get());
    }

    private boolean isSigned() throws ParseException, JOSEException {
        JWKSet keys = JWKSet.parse(new String(issuer.keys(), StandardCharsets.UTF_8));
        String id = token.getHeader().getKeyID();
        for (JWK key : keys.getKeys()) {
            boolean suits = (id == null || id.equals(key.getKeyID())) && !key.isPrivate();
            Optional<JWSVerifier> verifier = suits ? verifier(key) : Optional.empty();
            if (verifier.isPresent() && token.verify(verifier.get())) {
                return true;
            }
        }
        return false;
    }

    private Optional<JWSVerifier> verifier(JWK key) throws JOSEException {
        boolean elliptic = issuer.algorithm().startsWith("ES");
        if (elliptic && key instanceof ECKey ec) {
            ECDSAVerifier verifier = new ECDSAVerifier(ec);
            return verifier.supportedJWSAlgorithms().contains(token.getHeader().getAlgorithm())
                    ? Optional.of(verifier)
                    : Optional.empty();
        }
        return !elliptic && key instanceof RSAKey rsa ? Optional.of(new RSASSAVerifier(rsa)) : Optional.empty();
    }

    private static boolean isText(@Nullable String text) {
        return text != null && !text.isEmpty();
    }
}
