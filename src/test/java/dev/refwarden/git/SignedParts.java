package dev.refwarden.git;

import dev.refwarden.fuzz.Promise;

/** What is signed and the signature, cut out of an object. */
final class SignedParts {
    private SignedParts() {}

    /** Every byte of the object is signed, or lies in the stretch of the signature. */
    static void keepEveryByte(CarriedSignature signature, byte[] object) {
        if (signature instanceof CarriedSignature.Block block) {
            SignedBytes signed = block.signed();
            int cut = signed.cutTo() - signed.cutFrom();
            Promise.that(signed.raw() == object, "nothing is signed but the object");
            Promise.that(signed.toByteArray().length + cut == object.length, "every byte is signed or signature");
            Promise.that(block.armor().length <= cut, "the signature lies in the stretch that is cut out");
        }
    }
}
