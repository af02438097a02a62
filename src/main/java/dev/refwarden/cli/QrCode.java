package dev.refwarden.cli;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/** A QR code (ISO/IEC 18004) drawn with half blocks, dark on light whatever the terminal's colours. */
final class QrCode {
    private static final int MARGIN = 2;

    private QrCode() {}

    static String of(String text) {
        ByteMatrix code;
        try {
            code = Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException e) {
            throw new IllegalArgumentException(e);
        }
        StringBuilder out = new StringBuilder();
        for (int y = -MARGIN; y < code.getHeight() + MARGIN; y += 2) {
            out.append("\u001b[30;47m");
            for (int x = -MARGIN; x < code.getWidth() + MARGIN; x++) {
                out.append(block(isDark(code, x, y), isDark(code, x, y + 1)));
            }
            out.append("\u001b[0m\n");
        }
        return out.toString();
    }

    private static char block(boolean upper, boolean lower) {
        if (upper && lower) {
            return '█';
        }
        if (upper) {
            return '▀';
        }
        return lower ? '▄' : ' ';
    }

    private static boolean isDark(ByteMatrix code, int x, int y) {
        boolean inside = x >= 0 && y >= 0 && x < code.getWidth() && y < code.getHeight();
        return inside && code.get(x, y) == 1;
    }
}
