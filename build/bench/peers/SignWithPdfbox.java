import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Calendar;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.CMSTypedData;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** A peer of the signing benchmark: Apache PDFBox in one warm process. Line in: input, output, sync or none, with tabs; line out: done. */
public final class SignWithPdfbox {
  private static final int RESERVE_BYTES = 16_384;

  public static void main(String[] args) throws Exception {
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] paths = line.split("\t");
      sign(args[0], args[1].toCharArray(), new File(paths[0]), new File(paths[1]), paths[2].equals("sync"));
      System.out.println("done");
    }
  }

  private static void sign(String keyFile, char[] password, File input, File output, boolean isSynced)
      throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = new FileInputStream(keyFile)) {
      store.load(in, password);
    }
    String alias = store.aliases().nextElement();
    PrivateKey key = (PrivateKey) store.getKey(alias, password);
    Certificate[] chain = store.getCertificateChain(alias);
    try (PDDocument document = PDDocument.load(input);
        SignatureOptions options = new SignatureOptions();
        OutputStream out = new FileOutputStream(output)) {
      PDSignature signature = new PDSignature();
      signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
      signature.setSubFilter(PDSignature.SUBFILTER_ADBE_PKCS7_DETACHED);
      signature.setSignDate(Calendar.getInstance());
      options.setPreferredSignatureSize(RESERVE_BYTES);
      document.addSignature(signature, content -> makeCms(content, key, chain), options);
      document.saveIncremental(out);
    }
    // PDFBox has closed its stream; syncing a second descriptor brings the same file to the disk.
    if (isSynced) {
      try (RandomAccessFile file = new RandomAccessFile(output, "rw")) {
        file.getFD().sync();
      }
    }
  }

  private static byte[] makeCms(InputStream content, PrivateKey key, Certificate[] chain) throws IOException {
    try {
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      generator.addSignerInfoGenerator(
          new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
              .build(new JcaContentSignerBuilder("SHA256withRSA").build(key), (X509Certificate) chain[0]));
      generator.addCertificates(new JcaCertStore(Arrays.asList(chain)));
      return generator.generate(new Streamed(content), false).getEncoded();
    } catch (Exception error) {
      throw new IOException(error);
    }
  }

  private static final class Streamed implements CMSTypedData {
    private final InputStream content;

    Streamed(InputStream content) {
      this.content = content;
    }

    @Override
    public ASN1ObjectIdentifier getContentType() {
      return CMSObjectIdentifiers.data;
    }

    @Override
    public Object getContent() {
      return content;
    }

    @Override
    public void write(OutputStream out) throws IOException {
      byte[] piece = new byte[1 << 16];
      for (int count = content.read(piece); count > 0; count = content.read(piece)) out.write(piece, 0, count);
    }
  }
}
