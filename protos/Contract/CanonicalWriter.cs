using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace DataBus.V1;

/// <summary>Writes fields unambiguously into one pooled buffer: number, length, value, all little-endian.</summary>
internal ref struct CanonicalWriter
{
    private byte[] _buffer;
    private int _length;

    public CanonicalWriter(int capacity) => _buffer = ArrayPool<byte>.Shared.Rent(capacity);

    public readonly ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    public void WriteNumber(int field, long value)
    {
        WriteInt32(field);
        WriteInt32(sizeof(long));
        BinaryPrimitives.WriteInt64LittleEndian(Take(sizeof(long)), value);
    }

    public void WriteText(int field, ReadOnlySpan<char> value)
    {
        WriteInt32(field);
        var size = Encoding.UTF8.GetByteCount(value);
        WriteInt32(size);
        Encoding.UTF8.GetBytes(value, Take(size));
    }

    public void WriteBytes(int field, ReadOnlySpan<byte> value)
    {
        WriteInt32(field);
        WriteInt32(value.Length);
        value.CopyTo(Take(value.Length));
    }

    /// <summary>Begins a nested message; the result goes to <see cref="EndNested"/>, which fills in the length.</summary>
    public int BeginNested(int field)
    {
        WriteInt32(field);
        WriteInt32(0);
        return _length;
    }

    public readonly void EndNested(int start) =>
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(start - sizeof(int)), _length - start);

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private void WriteInt32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Take(sizeof(int)), value);

    private Span<byte> Take(int size)
    {
        if (_buffer.Length - _length < size)
            Grow(size);
        var start = _length;
        _length += size;
        return _buffer.AsSpan(start, size);
    }

    private void Grow(int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, _length + size));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
