package dev.syncline.bench;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Optional;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The heap of another Java process, by its own memory pools. */
final class Heap implements AutoCloseable {
  private final JMXConnector connector;
  private final List<MemoryPoolMXBean> pools;

  private Heap(JMXConnector connector, List<MemoryPoolMXBean> pools) {
    this.connector = connector;
    this.pools = pools;
  }

  @SuppressWarnings("BanJNDI") // the address comes from the process that we started ourselves
  static Heap of(long pid) throws IOException {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
      String address = machine.startLocalManagementAgent();
      machine.detach();
      JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address));
      MBeanServerConnection server = connector.getMBeanServerConnection();
      List<MemoryPoolMXBean> pools =
          ManagementFactory.getPlatformMXBeans(server, MemoryPoolMXBean.class).stream()
              .filter(pool -> pool.getType() == MemoryType.HEAP)
              .toList();
      return new Heap(connector, pools);
    } catch (AttachNotSupportedException e) {
      throw new IOException("process " + pid + " cannot be attached to", e);
    }
  }

  /** Forgets the peaks so far. */
  void reset() {
    pools.forEach(MemoryPoolMXBean::resetPeakUsage);
  }

  /** The sum of the pools' peaks since the reset: garbage included, never less than was in use. */
  long peak() {
    return pools.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
  }

  /**
   * What the last collections left in the pools that outlive them; grows with what is held on to.
   */
  long retained() {
    return pools.stream()
        .filter(pool -> !pool.getName().contains("Eden"))
        .map(pool -> Optional.ofNullable(pool.getCollectionUsage()))
        .flatMap(Optional::stream)
        .mapToLong(MemoryUsage::getUsed)
        .sum();
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
